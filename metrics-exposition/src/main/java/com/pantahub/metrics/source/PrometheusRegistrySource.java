package com.pantahub.metrics.source;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The families of a client_java 1.x {@link PrometheusRegistry}, and so of Micrometer's Prometheus
 * registry. Not thread-safe: one endpoint per source.
 *
 * <p>Names and bounds are spelled as client_java's own writer spells them, so that a service keeps
 * its series when it changes to this one. Native histograms have no place in the text formats: one
 * without classic buckets is served with its {@code +Inf} bucket only.
 */
public final class PrometheusRegistrySource implements FamilySource {

  /*
   * design
   *
   * The registry's public scrape() runs all collectors, and one that throws costs all of them [1].
   * To let each fail alone, the collectors are read from the registry's two private collections.
   * client_java has no module descriptor, so this works on the class path and on the module path.
   * Should a later version keep them elsewhere, scrape() is used, and the registry fails as one.
   *
   * [1] io.prometheus.metrics.model.registry.PrometheusRegistry, client_java 1.8
   */

  private static final @Nullable Field COLLECTORS =
      RegistryInternals.field(PrometheusRegistry.class, "collectors");
  private static final @Nullable Field MULTI_COLLECTORS =
      RegistryInternals.field(PrometheusRegistry.class, "multiCollectors");

  private final PrometheusRegistry registry;
  private final SnapshotReader reader = new SnapshotReader();

  private PrometheusRegistrySource(PrometheusRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * Makes a source of all that is registered at the time of each scrape.
   *
   * @param registry the registry to read
   * @return a source of its families
   */
  public static PrometheusRegistrySource of(PrometheusRegistry registry) {
    return new PrometheusRegistrySource(registry);
  }

  @Override
  public Collection<? extends FamilyCollector> collectors() {
    List<Collector> collectors = RegistryInternals.elements(COLLECTORS, registry, Collector.class);
    List<MultiCollector> multiCollectors =
        RegistryInternals.elements(MULTI_COLLECTORS, registry, MultiCollector.class);
    List<FamilyCollector> adapted = new ArrayList<>();
    if (collectors == null || multiCollectors == null) {
      adapted.add(visitor -> readAll(registry.scrape(), visitor));
      return adapted;
    }
    for (Collector collector : collectors) {
      adapted.add(
          new Named(collector, visitor -> reader.read(collected(collector.collect()), visitor)));
    }
    for (MultiCollector collector : multiCollectors) {
      adapted.add(
          new Named(collector, visitor -> readAll(collected(collector.collect()), visitor)));
    }
    return adapted;
  }

  private void readAll(Iterable<MetricSnapshot> snapshots, FamilyVisitor visitor) {
    for (MetricSnapshot snapshot : snapshots) {
      reader.read(snapshot, visitor);
    }
  }

  private static <T> T collected(@Nullable T collected) {
    return Objects.requireNonNull(collected, "collect() returned null");
  }

  private record Named(Object collector, FamilyCollector delegate) implements FamilyCollector {
    @Override
    public void collect(FamilyVisitor visitor) {
      delegate.collect(visitor);
    }

    @Override
    public String name() {
      return collector.getClass().getName();
    }
  }
}
