/**
 * Adapters which serve a {@link com.pantahub.metrics.scrape.ScrapeEndpoint} from an HTTP server.
 */
@org.jspecify.annotations.NullMarked
package com.pantahub.metrics.http;
