package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * A collector that delivers families and may fail behind the last of them. Immutable.
 *
 * @param families what it delivers
 * @param fails whether it throws in the end
 * @param reusesLists whether it fills the same two lists for every sample
 */
record GivenCollector(List<GivenFamily> families, boolean fails, boolean reusesLists)
    implements FamilyCollector {

  @Override
  public void collect(FamilyVisitor visitor) {
    for (GivenFamily family : families) {
      if (reusesLists) {
        deliverReusingLists(family, visitor);
      } else {
        family.deliverTo(visitor);
      }
    }
    if (fails) {
      throw new IllegalStateException("failing as it should");
    }
  }

  @NullUnmarked
  private static void deliverReusingLists(GivenFamily family, FamilyVisitor visitor) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    visitor.family(family.name(), family.type(), null, family.help());
    for (GivenFamily.GivenSample sample : family.samples()) {
      if (sample.labelNames() == null || sample.labelValues() == null) {
        sample.deliverTo(visitor);
        continue;
      }
      names.clear();
      names.addAll(sample.labelNames());
      values.clear();
      values.addAll(sample.labelValues());
      visitor.sample(sample.name(), names, values, sample.value(), sample.timestampMillis(), null);
    }
  }
}
