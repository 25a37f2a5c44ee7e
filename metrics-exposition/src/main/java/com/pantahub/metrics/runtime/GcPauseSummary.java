package com.pantahub.metrics.runtime;

import java.util.List;

/**
 * The stop-the-world collections of this process at one moment. Immutable.
 *
 * @param count since the process started
 * @param sumSeconds since the process started
 * @param lastEndEpochSeconds wall clock at the end of the last one, 0 before the first
 * @param quantilesSeconds quantiles 0, 0.25, 0.5, 0.75 and 1 of the recent ones, zeros before the
 *     first
 */
record GcPauseSummary(
    long count, double sumSeconds, double lastEndEpochSeconds, List<Double> quantilesSeconds) {}
