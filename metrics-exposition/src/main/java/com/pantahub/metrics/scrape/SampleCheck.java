package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a sample can be written, and puts its labels in order. Not thread-safe; one per
 * family and plan.
 *
 * <p>Source: client_golang's checkMetricConsistency, for all that it has a word for.
 */
final class SampleCheck {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private final FamilyType type;
  private final SampleKeys keys;
  private final int sample;
  private final SampleRole role;
  private @Nullable String problem;

  SampleCheck(FamilyType type, SampleKeys keys, int sample, SampleRole role) {
    this.type = type;
    this.keys = keys;
    this.sample = sample;
    this.role = role;
  }

  /** Returns what is wrong with the sample, once {@link #check} has returned null. */
  String problem() {
    return SampleText.of(keys, sample) + " " + problem;
  }

  /**
   * Checks the sample.
   *
   * @param name the name to write at the start of its line
   * @param format the format of the line
   * @return the sample's line, or null if it can't be written
   */
  @Nullable LineKey check(String name, ExpositionFormat format) {
    if (role == SampleRole.FOREIGN) {
      return refuse("does not belong to a family of type " + type.textFormatName());
    }
    int count = keys.labelNames(sample);
    if (count != keys.labelValues(sample)) {
      return refuse("has not as many label values as label names");
    }
    String boundLabel = role.boundLabel();
    String bound = null;
    List<Label> labels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String labelName = keys.labelName(sample, i);
      String labelValue = keys.labelValue(sample, i);
      if (labelName == null || !ExportedName.isLabelName(labelName)) {
        return refuse("has a label with an invalid name: " + SampleText.quoted(labelName));
      }
      if (labelValue == null || !Utf8Text.isEncodable(labelValue)) {
        return refuse("has a label named \"" + labelName + "\" whose value is not UTF-8");
      }
      if (labelName.equals(boundLabel)) {
        if (bound != null) {
          return refuseRepeated(labelName);
        }
        bound = labelValue;
      } else if (type == FamilyType.SUMMARY && labelName.equals("quantile")) {
        return refuse("must not have an explicit \"quantile\" label");
      } else {
        labels.add(new Label(labelName, labelValue));
      }
    }
    if (boundLabel != null && (bound == null || !isBound(bound))) {
      return refuse("has no label \"" + boundLabel + "\" with a number");
    }
    labels.sort(Comparator.comparing(Label::name));
    for (int i = 1; i < labels.size(); i++) {
      if (labels.get(i - 1).name().equals(labels.get(i).name())) {
        return refuseRepeated(labels.get(i).name());
      }
    }
    double boundValue = bound == null ? 0 : parseBound(bound);
    return new LineKey(
        sample,
        role,
        name,
        labels.stream().map(Label::name).toList(),
        labels.stream().map(Label::value).toList(),
        bound == null ? null : format.bound(bound, boundValue),
        boundValue);
  }

  private @Nullable LineKey refuse(String reason) {
    problem = reason;
    return null;
  }

  private @Nullable LineKey refuseRepeated(String labelName) {
    return refuse("has two or more labels with the same name: " + labelName);
  }

  private static boolean isBound(String text) {
    return text.equals("+Inf") || text.equals("-Inf") || NUMBER.matcher(text).matches();
  }

  private static double parseBound(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private record Label(String name, String value) {}
}
