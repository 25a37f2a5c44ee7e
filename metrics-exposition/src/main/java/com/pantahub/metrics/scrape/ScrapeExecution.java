package com.pantahub.metrics.scrape;

import java.util.List;
import java.util.Set;

/** Executes scrapes, from gathering to the bytes of the body. Thread-safe. */
final class ScrapeExecution {

  private final FamilyGatherer gatherer;
  private final ScrapeRenderer renderer = new ScrapeRenderer();
  private final ScrapeMetrics metrics;
  private final ScrapeErrorLog errorLog;
  private final ErrorMode errorMode;

  ScrapeExecution(
      FamilyGatherer gatherer,
      ScrapeMetrics metrics,
      ScrapeErrorLog errorLog,
      ErrorMode errorMode) {
    this.gatherer = gatherer;
    this.metrics = metrics;
    this.errorLog = errorLog;
    this.errorMode = errorMode;
  }

  /** Executes one scrape on this thread. */
  ScrapeOutcome execute(ScrapeVariant variant) {
    return render(gather(variant), variant);
  }

  /** Gathers what a variant needs. Takes as long as the collectors take. */
  Gathering gather(ScrapeVariant variant) {
    return variant.filter().excludesAll()
        ? new Gathering(List.of(), new GatherProblems())
        : gatherer.gather(variant.format().hasExemplars());
  }

  /** Accounts for what went wrong, and writes the rest. */
  ScrapeOutcome render(Gathering gathering, ScrapeVariant variant) {
    try {
      GatherProblems problems = gathering.problems();
      if (problems.count() > 0) {
        metrics.gatheringFailed(problems.count());
        errorLog.log(problems.messages());
        if (errorMode == ErrorMode.STRICT || !gathering.hasAnyOf(variant.filter())) {
          return ScrapeOutcome.failed(problems.toString());
        }
      }
      return ScrapeOutcome.of(renderer.render(gathering, variant));
    } catch (RuntimeException e) {
      metrics.encodingFailed();
      errorLog.log(Set.of("writing a scrape failed: " + e));
      return ScrapeOutcome.failed("the response could not be written");
    } finally {
      gathering.release();
    }
  }

  /** Returns how many chunks are in the hands of outcomes that have not been released. */
  int chunksLent() {
    return renderer.chunksLent();
  }
}
