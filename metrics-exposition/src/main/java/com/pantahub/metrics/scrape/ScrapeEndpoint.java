package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers scrapes of the families of one or several sources. Thread-safe.
 *
 * <p>A response is complete before any of it is sent, so its length is known and a failure has an
 * honest status. Independent of any HTTP server; {@code com.pantahub.metrics.http} has adapters.
 */
public final class ScrapeEndpoint implements AutoCloseable {

  private final FamilyGatherer gatherer;
  private final GatherThread gatherThread;
  private final ScrapeRenderer renderer = new ScrapeRenderer();
  private final ScrapeMetrics metrics = new ScrapeMetrics();
  private final ScrapeErrorLog errorLog;
  private final ErrorMode errorMode;
  private final boolean compression;
  private final @Nullable Duration timeout;
  private final int maxInFlight;
  private final Semaphore permits;

  private ScrapeEndpoint(Builder builder) {
    List<FamilySource> sources = new ArrayList<>(builder.sources);
    if (builder.ownMetrics) {
      sources.add(0, metrics);
    }
    gatherer = new FamilyGatherer(sources);
    gatherThread = new GatherThread(gatherer);
    errorLog = new ScrapeErrorLog(builder.errorLog);
    errorMode = builder.errorMode;
    compression = builder.compression;
    timeout = builder.timeout;
    maxInFlight = builder.maxInFlight;
    permits = new Semaphore(maxInFlight == 0 ? Integer.MAX_VALUE : maxInFlight);
  }

  /**
   * Begins an endpoint.
   *
   * @return a builder without a source
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Answers one request. Takes as long as the collectors take, or as the time limit allows.
   *
   * @param request the request
   * @return the answer, to be closed once it has been sent
   */
  public ScrapeResponse scrape(ScrapeRequest request) {
    boolean head = request.method().equals("HEAD");
    if (!head && !request.method().equals("GET")) {
      return ScrapeResponses.methodNotAllowed();
    }
    int status = 500;
    metrics.scrapeBegun();
    try {
      ScrapeResponse response = admit(request);
      status = response.status();
      return head ? response.withoutBody() : response;
    } finally {
      metrics.scrapeEnded(status);
    }
  }

  /** Lets go of the endpoint's thread; scrapes after this may fail. */
  @Override
  public void close() {
    gatherThread.close();
  }

  /** Returns how many chunks are in the hands of responses that have not been closed. */
  int chunksLent() {
    return renderer.chunksLent();
  }

  private ScrapeResponse admit(ScrapeRequest request) {
    if (!permits.tryAcquire()) {
      return ScrapeResponses.text(
          503, "Limit of concurrent requests reached (" + maxInFlight + "), try again later.\n");
    }
    boolean answered = false;
    try {
      ScrapeResponse response = answer(request).andThen(permits::release);
      answered = true;
      return response;
    } finally {
      if (!answered) {
        permits.release();
      }
    }
  }

  private ScrapeResponse answer(ScrapeRequest request) {
    NameFilter filter;
    try {
      filter = NameFilter.parse(request.query());
    } catch (IllegalArgumentException e) {
      return ScrapeResponses.text(400, e.getMessage() + "\n");
    }
    ContentCoding coding =
        compression ? ContentNegotiator.coding(request.acceptEncoding()) : ContentCoding.IDENTITY;
    Duration limit = ScrapeTimeout.of(timeout, request.scrapeTimeoutSeconds());
    try {
      Gathering gathering = gather(filter, limit);
      try {
        return answer(gathering, filter, coding);
      } finally {
        gathering.release();
      }
    } catch (TimeoutException e) {
      return ScrapeResponses.text(503, e.getMessage() + "\n");
    }
  }

  private Gathering gather(NameFilter filter, @Nullable Duration limit) throws TimeoutException {
    if (filter.excludesAll()) {
      return new Gathering(List.of(), new GatherProblems());
    }
    return limit == null ? gatherer.gather() : gatherThread.gather(limit);
  }

  private ScrapeResponse answer(Gathering gathering, NameFilter filter, ContentCoding coding) {
    GatherProblems problems = gathering.problems();
    if (problems.count() > 0) {
      metrics.gatheringFailed(problems.count());
      errorLog.log(problems.messages());
      if (errorMode == ErrorMode.STRICT || !gathering.hasAnyOf(filter)) {
        return failure(problems.toString());
      }
    }
    try {
      return ScrapeResponses.scrape(renderer.render(gathering.families(), filter, coding), coding);
    } catch (RuntimeException e) {
      metrics.encodingFailed();
      errorLog.log(Set.of("writing a scrape failed: " + e));
      return failure("the response could not be written");
    }
  }

  private static ScrapeResponse failure(String message) {
    return ScrapeResponses.text(
        500, "An error has occurred while serving metrics:\n\n" + message + "\n");
  }

  /** Collects what an endpoint is made of. Not thread-safe. */
  public static final class Builder {

    private final List<FamilySource> sources = new ArrayList<>();
    private ErrorMode errorMode = ErrorMode.CONTINUE;
    private boolean compression = true;
    private boolean ownMetrics = true;
    private int maxInFlight;
    private @Nullable Duration timeout;
    private Consumer<String> errorLog = Builder::logAsWarning;

    private Builder() {}

    /**
     * Adds a source of families. Where two sources disagree, the one added first is kept.
     *
     * @param source where families come from
     * @return this
     */
    public Builder source(FamilySource source) {
      sources.add(Objects.requireNonNull(source, "source"));
      return this;
    }

    /**
     * Sets what to do about failing collectors and samples that can't be written. Default: {@link
     * ErrorMode#CONTINUE}.
     *
     * @param errorMode what to do
     * @return this
     */
    public Builder errorMode(ErrorMode errorMode) {
      this.errorMode = Objects.requireNonNull(errorMode, "errorMode");
      return this;
    }

    /**
     * Sets whether clients that ask for gzip get it. Default: true.
     *
     * @param compression whether to compress
     * @return this
     */
    public Builder compression(boolean compression) {
      this.compression = compression;
      return this;
    }

    /**
     * Sets whether the endpoint serves {@code promhttp_metric_handler_*} about itself. Default:
     * true.
     *
     * @param ownMetrics whether to serve them
     * @return this
     */
    public Builder ownMetrics(boolean ownMetrics) {
      this.ownMetrics = ownMetrics;
      return this;
    }

    /**
     * Sets how many scrapes may be under way at once, sending included; more get a 503. Default: 0,
     * no limit.
     *
     * @param maxInFlight at least 0
     * @return this
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder maxInFlight(int maxInFlight) {
      if (maxInFlight < 0) {
        throw new IllegalArgumentException(
            "maxInFlight must be at least 0: maxInFlight=" + maxInFlight);
      }
      this.maxInFlight = maxInFlight;
      return this;
    }

    /**
     * Sets how long gathering may take; a scrape that takes longer gets a 503. A client's {@value
     * ScrapeRequest#SCRAPE_TIMEOUT_HEADER} shortens it. Default: no limit but the client's.
     *
     * @param timeout longer than zero
     * @return this
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public Builder timeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative()) {
        throw new IllegalArgumentException("timeout must be longer than 0: timeout=" + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * Sets who hears of failing collectors and samples that can't be written: one line of text,
     * once per distinct message. Default: a warning to the {@link System.Logger} named after this
     * class.
     *
     * @param errorLog takes a line; called by any thread that scrapes
     * @return this
     */
    public Builder errorLog(Consumer<String> errorLog) {
      this.errorLog = Objects.requireNonNull(errorLog, "errorLog");
      return this;
    }

    /**
     * Makes the endpoint.
     *
     * @return an endpoint
     */
    public ScrapeEndpoint build() {
      return new ScrapeEndpoint(this);
    }

    private static void logAsWarning(String message) {
      System.getLogger(ScrapeEndpoint.class.getName()).log(System.Logger.Level.WARNING, message);
    }
  }
}
