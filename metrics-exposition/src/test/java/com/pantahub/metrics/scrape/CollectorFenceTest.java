package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever foreign code does costs its own families and one count, and nothing else. */
class CollectorFenceTest {

  private static final FamilyCollector GOOD = collector(gauge("g", sample("g", 1)));
  private static final String GOOD_TEXT = "# TYPE g gauge\ng 1\n";

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  static List<Named<Throwable>> throwables() {
    return List.of(
        Named.of("plain", new IllegalStateException("plain")),
        Named.of("null message", new IllegalStateException((String) null)),
        Named.of(
            "hostile message", new IllegalStateException("\n\r\0\ud83d\"\\" + "x".repeat(100_000))),
        Named.of("stack overflow", new StackOverflowError()),
        Named.of("assertion", new AssertionError("wrong")),
        Named.of("class not found", new NoClassDefFoundError("com/example/Gone")),
        Named.of("initializer", new ExceptionInInitializerError()),
        Named.of("message throws", new Unspeakable(IllegalStateException::new)),
        Named.of("message asserts", new Unspeakable(AssertionError::new)),
        Named.of("message overflows", new Unspeakable(StackOverflowError::new)));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void collector_thatThrows_costsItsFamiliesAndOneCount(Throwable thrown) {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            visitor -> {
              gauge("lost", sample("lost", 1)).deliverTo(visitor);
              sneak(thrown);
            },
            GOOD);

    for (int scrapes = 1; scrapes <= 3; scrapes++) {
      Answer answer = Answer.get(endpoint);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).startsWith(GOOD_TEXT).doesNotContain("lost");
      assertThat(answer.value(Endpoints.GATHERING_ERRORS)).isEqualTo(scrapes - 1);
    }
    assertThat(endpoints.logged())
        .singleElement()
        .asString()
        .hasSizeLessThan(1000)
        .doesNotContain("\n")
        .contains(thrown.getClass().getName());
  }

  @Test
  void collector_whoseNameFails_isStillReported() {
    ScrapeEndpoint endpoint =
        endpoints.of(
            GOOD,
            new FamilyCollector() {
              @Override
              public void collect(FamilyVisitor visitor) {
                throw new IllegalStateException("broken");
              }

              @Override
              public String name() {
                throw new AssertionError("nameless");
              }
            });

    assertThat(Answer.get(endpoint).text()).isEqualTo(GOOD_TEXT);
    assertThat(endpoints.logged()).hasSize(1);
  }

  @Test
  void collector_withANameOfSeveralLines_isReportedOnOne() {
    ScrapeEndpoint endpoint =
        endpoints.of(
            GOOD,
            new FamilyCollector() {
              @Override
              public void collect(FamilyVisitor visitor) {
                throw new IllegalStateException("broken");
              }

              @Override
              public String name() {
                return "a\nWARN b";
              }
            });

    Answer.get(endpoint);
    assertThat(endpoints.logged()).singleElement().asString().doesNotContain("\n");
  }

  @Test
  void collector_failingInTheMiddle_leavesWhatOthersDelivered() {
    AtomicBoolean fails = new AtomicBoolean(true);
    ScrapeEndpoint endpoint =
        endpoints.of(
            collector(family("g", FamilyType.GAUGE, null, sample("g", 1, "a", "1"))),
            visitor -> {
              gauge("g", sample("g", 2, "a", "2"), sample("g", 3, "a", "0")).deliverTo(visitor);
              gauge("late", sample("late", 1)).deliverTo(visitor);
              if (fails.get()) {
                throw new IllegalStateException("broken");
              }
            },
            collector(family("late", FamilyType.UNTYPED, "Other.", sample("late", 9))));
    String failed =
        "# TYPE g gauge\ng{a=\"1\"} 1\n# HELP late Other.\n# TYPE late untyped\nlate 9\n";
    String mended =
        """
        # TYPE g gauge
        g{a="0"} 3
        g{a="1"} 1
        g{a="2"} 2
        # TYPE late gauge
        late 1
        """;

    for (int i = 0; i < 3; i++) {
      fails.set(true);
      assertThat(Answer.get(endpoint).text()).isEqualTo(failed);
      assertThat(Answer.get(endpoint).text()).isEqualTo(failed);
      fails.set(false);
      assertThat(Answer.get(endpoint).text()).isEqualTo(mended);
      assertThat(Answer.get(endpoint).text()).isEqualTo(mended);
    }
  }

  @Test
  void collector_withoutMemory_endsTheScrapeAndNotTheEndpoint() {
    AtomicBoolean fails = new AtomicBoolean(true);
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false).maxInFlight(1),
            visitor -> {
              gauge("g", sample("g", 1), sample("g", 2, "a", "b")).deliverTo(visitor);
              if (fails.get()) {
                throw new OutOfMemoryError("test");
              }
            });

    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> endpoint.scrape(ScrapeRequest.get()));
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> endpoint.scrape(new ScrapeRequest("GET", null, null, "gzip", "600")));
    fails.set(false);
    assertThat(Answer.get(endpoint).text()).isEqualTo("# TYPE g gauge\ng 1\ng{a=\"b\"} 2\n");
    assertThat(Answer.getWithin(endpoint, "600").status()).isEqualTo(200);
  }

  @Test
  void labelLists_thatThrow_costTheirCollector() {
    List<String> broken =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IndexOutOfBoundsException(index);
          }

          @Override
          public int size() {
            return 2;
          }
        };
    AtomicBoolean fails = new AtomicBoolean(true);
    ScrapeEndpoint endpoint =
        endpoints.of(
            visitor -> {
              gauge("b", sample("b", 1, "a", "1")).deliverTo(visitor);
              List<String> names = fails.get() ? broken : List.of("a", "b");
              sample("b", 2, asNullable(names), List.of("x", "y")).deliverTo(visitor);
            },
            GOOD);

    assertThat(Answer.get(endpoint).text()).isEqualTo(GOOD_TEXT);
    fails.set(false);
    String mended = "# TYPE b gauge\nb{a=\"1\"} 1\nb{a=\"x\",b=\"y\"} 2\n" + GOOD_TEXT;
    assertThat(Answer.get(endpoint).text()).isEqualTo(mended);
    fails.set(true);
    assertThat(Answer.get(endpoint).text()).isEqualTo(GOOD_TEXT);
    fails.set(false);
    assertThat(Answer.get(endpoint).text()).isEqualTo(mended);
  }

  static List<FamilySource> brokenSources() {
    return List.of(
        () -> {
          throw new IllegalStateException("broken");
        },
        CollectorFenceTest::nullCollection,
        () -> listOf((FamilyCollector) null),
        () ->
            new AbstractList<>() {
              @Override
              public FamilyCollector get(int index) {
                throw new IllegalStateException("broken");
              }

              @Override
              public int size() {
                return 1;
              }
            });
  }

  @ParameterizedTest
  @MethodSource("brokenSources")
  void source_thatIsBroken_costsItsFamiliesOnly(FamilySource broken) {
    ScrapeEndpoint endpoint = endpoints.make(b -> b.source(broken).source(() -> List.of(GOOD)));

    assertThat(Answer.get(endpoint).text()).startsWith(GOOD_TEXT);
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
    assertThat(endpoints.logged()).hasSize(1);
  }

  @Test
  void familyName_null_costsItsCollector() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b, collector(family(null, FamilyType.GAUGE, "x", sample("x", 1))), GOOD);

    assertThat(Answer.get(endpoint).text()).startsWith(GOOD_TEXT);
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
  }

  @NullUnmarked
  private static Collection<FamilyCollector> nullCollection() {
    return null;
  }

  @NullUnmarked
  private static List<FamilyCollector> listOf(FamilyCollector collector) {
    return Arrays.asList(collector);
  }

  @NullUnmarked
  private static List<@Nullable String> asNullable(List<String> strings) {
    return strings;
  }

  /** Throws what may not be declared. */
  private static void sneak(Throwable thrown) {
    CollectorFenceTest.<RuntimeException>sneakAs(thrown);
  }

  @SuppressWarnings("unchecked") // The cast is to the erased Throwable and never fails.
  private static <T extends Throwable> void sneakAs(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Supplier<? extends Throwable> onMessage;

    Unspeakable(Supplier<? extends Throwable> onMessage) {
      this.onMessage = onMessage;
    }

    @Override
    public String getMessage() {
      sneak(onMessage.get());
      return "";
    }
  }
}
