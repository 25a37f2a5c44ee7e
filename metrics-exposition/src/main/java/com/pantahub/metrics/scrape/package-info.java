/** One HTTP scrape, from request to response, independent of any server. */
@org.jspecify.annotations.NullMarked
package com.pantahub.metrics.scrape;
