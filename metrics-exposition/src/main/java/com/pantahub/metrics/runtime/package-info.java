/** What every process exports about itself: {@code go_*}, {@code jvm_*} and {@code process_*}. */
@org.jspecify.annotations.NullMarked
package com.pantahub.metrics.runtime;
