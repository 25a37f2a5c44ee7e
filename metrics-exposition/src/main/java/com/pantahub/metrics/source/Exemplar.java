package com.pantahub.metrics.source;

import java.util.List;

/**
 * An observation that a sample points to, such as a traced request. Immutable, as far as its lists
 * are. Only OpenMetrics has them.
 *
 * @param labelNames names of the labels that identify the observation
 * @param labelValues as many values as there are names
 * @param value what was observed
 * @param timestampMillis milliseconds since the epoch, or {@link FamilyVisitor#NO_TIMESTAMP}
 */
public record Exemplar(
    List<String> labelNames, List<String> labelValues, double value, long timestampMillis) {}
