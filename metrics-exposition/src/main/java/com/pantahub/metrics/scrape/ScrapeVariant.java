package com.pantahub.metrics.scrape;

/**
 * Which of the possible answers a request asks for; requests with equal variants can share one.
 * Immutable.
 *
 * @param filter the families
 * @param format how they are written
 * @param coding how the bytes are coded
 */
record ScrapeVariant(NameFilter filter, ExpositionFormat format, ContentCoding coding) {}
