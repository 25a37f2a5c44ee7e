package com.pantahub.metrics.source;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The families of a simpleclient {@link CollectorRegistry}. Thread-safe. */
public final class CollectorRegistrySource implements FamilySource {

  /*
   * design
   *
   * simpleclient's only public way to the families is an enumeration over all collectors [1]. A
   * collector that throws ends it, and every collector behind it is lost. To let each collector
   * fail alone, the collectors themselves are needed: the registry's private method collectors(),
   * the same one its enumeration is built on, is called by reflection. simpleclient has no module
   * descriptor, so this works on the class path and on the module path. Should a replacement of
   * the library lack the method, the enumeration is used, and the registry fails as one.
   *
   * [1] io.prometheus.client.CollectorRegistry.MetricFamilySamplesEnumeration, simpleclient 0.16
   */

  private static final @Nullable Method COLLECTORS = findCollectorsMethod();

  private final CollectorRegistry registry;

  private CollectorRegistrySource(CollectorRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * Makes a source of all that is registered at the time of each scrape.
   *
   * @param registry the registry to read
   * @return a source of its families
   */
  public static CollectorRegistrySource of(CollectorRegistry registry) {
    return new CollectorRegistrySource(registry);
  }

  @Override
  public Collection<? extends FamilyCollector> collectors() {
    Collection<?> collectors = registered();
    if (collectors == null) {
      return List.of(new WholeRegistry(registry));
    }
    List<FamilyCollector> adapted = new ArrayList<>(collectors.size());
    for (Object collector : collectors) {
      adapted.add(new OneCollector((Collector) collector));
    }
    return adapted;
  }

  private @Nullable Collection<?> registered() {
    if (COLLECTORS == null) {
      return null;
    }
    try {
      return (Collection<?>) COLLECTORS.invoke(registry);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable Method findCollectorsMethod() {
    try {
      Method method = CollectorRegistry.class.getDeclaredMethod("collectors");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException | InaccessibleObjectException e) {
      return null;
    }
  }

  private static void deliver(Iterable<MetricFamilySamples> families, FamilyVisitor visitor) {
    boolean exemplars = visitor.wantsExemplars();
    for (MetricFamilySamples family : families) {
      visitor.family(family.name, type(family.type), family.unit, family.help);
      for (Sample sample : family.samples) {
        visitor.sample(
            sample.name,
            sample.labelNames,
            sample.labelValues,
            sample.value,
            timestamp(sample),
            exemplars ? exemplar(sample) : null);
      }
    }
  }

  private static long timestamp(Sample sample) {
    Long millis = sample.timestampMs;
    return millis == null
        ? FamilyVisitor.NO_TIMESTAMP
        : Math.max(millis, FamilyVisitor.NO_TIMESTAMP + 1);
  }

  private static @Nullable Exemplar exemplar(Sample sample) {
    io.prometheus.client.exemplars.Exemplar exemplar = sample.exemplar;
    if (exemplar == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < exemplar.getNumberOfLabels(); i++) {
      names.add(exemplar.getLabelName(i));
      values.add(exemplar.getLabelValue(i));
    }
    Long timestamp = exemplar.getTimestampMs();
    return new Exemplar(
        names,
        values,
        exemplar.getValue(),
        timestamp == null ? FamilyVisitor.NO_TIMESTAMP : timestamp);
  }

  private static FamilyType type(Collector.Type type) {
    return switch (type) {
      case COUNTER -> FamilyType.COUNTER;
      case GAUGE -> FamilyType.GAUGE;
      case HISTOGRAM -> FamilyType.HISTOGRAM;
      case SUMMARY -> FamilyType.SUMMARY;
      case GAUGE_HISTOGRAM -> FamilyType.GAUGE_HISTOGRAM;
      case STATE_SET -> FamilyType.STATE_SET;
      case INFO -> FamilyType.INFO;
      case UNKNOWN -> FamilyType.UNTYPED;
    };
  }

  private record OneCollector(Collector collector) implements FamilyCollector {
    @Override
    public void collect(FamilyVisitor visitor) {
      deliver(Objects.requireNonNull(collector.collect(), "collect() returned null"), visitor);
    }

    @Override
    public String name() {
      return collector.getClass().getName();
    }
  }

  private record WholeRegistry(CollectorRegistry registry) implements FamilyCollector {
    @Override
    public void collect(FamilyVisitor visitor) {
      deliver(Collections.list(registry.metricFamilySamples()), visitor);
    }
  }
}
