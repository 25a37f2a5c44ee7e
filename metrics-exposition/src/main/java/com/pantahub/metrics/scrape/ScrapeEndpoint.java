package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
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

  private final ScrapeMetrics metrics = new ScrapeMetrics();
  private final ScrapeThread thread = new ScrapeThread();
  private final ScrapeExecution execution;
  private final @Nullable ScrapeCoalescer coalescer;
  private final ContentNegotiator negotiator;
  private final ScrapeResponses responses;
  private final @Nullable Duration timeout;
  private final InFlightLimit inFlight;

  private ScrapeEndpoint(Builder builder) {
    List<FamilySource> sources = new ArrayList<>(builder.sources);
    if (builder.ownMetrics) {
      sources.add(0, metrics);
    }
    execution =
        new ScrapeExecution(
            new FamilyGatherer(sources),
            metrics,
            new ScrapeErrorLog(builder.errorLog),
            builder.errorMode);
    coalescer = builder.coalescing ? new ScrapeCoalescer(execution, thread) : null;
    negotiator =
        new ContentNegotiator(
            builder.openMetrics ? new OpenMetricsWriter(builder.createdSeries) : null,
            builder.compression);
    responses = new ScrapeResponses(negotiator.formats(), builder.processStartTime);
    timeout = builder.timeout;
    inFlight = new InFlightLimit(builder.maxInFlight);
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
      ScrapeResponse response = inFlight.admit(() -> answer(request));
      status = response.status();
      return head ? response.withoutBody() : response;
    } finally {
      metrics.scrapeEnded(status);
    }
  }

  /** Lets go of the endpoint's thread. Scrapes after this may get a 503. */
  @Override
  public void close() {
    thread.close();
  }

  /** Returns how many chunks are in the hands of responses that have not been closed. */
  int chunksLent() {
    return execution.chunksLent();
  }

  private ScrapeResponse answer(ScrapeRequest request) {
    NameFilter filter;
    try {
      filter = NameFilter.parse(request.query());
    } catch (IllegalArgumentException e) {
      return ScrapeResponses.text(400, e.getMessage() + "\n");
    }
    ScrapeVariant variant = negotiator.negotiate(request, filter);
    try {
      return execute(variant, ScrapeTimeout.of(timeout, request.scrapeTimeoutSeconds()));
    } catch (TimeoutException e) {
      return ScrapeResponses.text(503, e.getMessage() + "\n");
    } catch (RejectedExecutionException e) {
      return ScrapeResponses.text(503, "The endpoint has been closed.\n");
    }
  }

  private ScrapeResponse execute(ScrapeVariant variant, @Nullable Duration limit)
      throws TimeoutException {
    if (coalescer != null) {
      return coalescer.scrape(variant, responses, limit);
    }
    Gathering gathering =
        limit == null
            ? execution.gather(variant)
            : thread.call(() -> execution.gather(variant), limit);
    ScrapeOutcome outcome = execution.render(gathering, variant);
    return responses.of(outcome, variant, outcome::release);
  }

  /** Collects what an endpoint is made of. Not thread-safe. */
  public static final class Builder {

    private final List<FamilySource> sources = new ArrayList<>();
    private ErrorMode errorMode = ErrorMode.CONTINUE;
    private boolean compression = true;
    private boolean ownMetrics = true;
    private boolean coalescing;
    private boolean openMetrics;
    private boolean createdSeries;
    private @Nullable Instant processStartTime;
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
     * Sets whether scrapes that ask for the same while one is under way share its result. Default:
     * false.
     *
     * @param coalescing whether to share
     * @return this
     */
    public Builder coalescing(boolean coalescing) {
      this.coalescing = coalescing;
      return this;
    }

    /**
     * Sets whether clients that ask for OpenMetrics 1.0.0 get it. Default: false.
     *
     * @param openMetrics whether to negotiate it
     * @return this
     */
    public Builder openMetrics(boolean openMetrics) {
      this.openMetrics = openMetrics;
      return this;
    }

    /**
     * Sets whether OpenMetrics has {@code _created} series. Default: false.
     *
     * @param createdSeries whether to write them
     * @return this
     */
    public Builder createdSeries(boolean createdSeries) {
      this.createdSeries = createdSeries;
      return this;
    }

    /**
     * Sets the value of the header Process-Start-Time-Unix. Default: no such header.
     *
     * @param processStartTime when the process started
     * @return this
     */
    public Builder processStartTime(Instant processStartTime) {
      this.processStartTime = Objects.requireNonNull(processStartTime, "processStartTime");
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
      this.timeout = ScrapeTimeout.atMost(timeout);
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
