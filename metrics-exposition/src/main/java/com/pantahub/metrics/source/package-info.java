/** Where metric families come from. */
@org.jspecify.annotations.NullMarked
package com.pantahub.metrics.source;
