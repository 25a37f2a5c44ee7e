package com.pantahub.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriterTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Jdbi jdbi;

  @SuppressWarnings("NullAway.Init")
  private SqliteWriter writer;

  private final ExecutorService callers = Executors.newCachedThreadPool();

  @BeforeEach
  void open() throws IOException {
    SqliteLibrary.unpackInto(directory);
    jdbi = Session.jdbi(() -> DriverManager.getConnection("jdbc:sqlite:" + directory + "/a.db"));
    writer = new SqliteWriter(Session.open(jdbi));
    writer.write(session -> session.update("create table note (text text unique)"));
  }

  @AfterEach
  void close() {
    writer.close();
    callers.shutdownNow();
  }

  @Test
  void write_oneOfAGroupThrows_othersAreKept() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Integer> first = start(session -> await(gate));
    while (!writer.isWorking()) {
      Thread.onSpinWait();
    }
    CompletableFuture<Integer> good = start(insert("good"));
    CompletableFuture<Integer> thrower =
        start(
            session -> {
              int unused = session.update("insert into note values ('taken back')");
              throw new IllegalStateException("no");
            });
    CompletableFuture<Integer> refused = start(insert("good"));
    while (writer.waiting() < 3) {
      Thread.onSpinWait();
    }
    CompletableFuture<Integer> last = start(insert("last"));

    gate.countDown();

    assertThat(first.get()).isZero();
    assertThat(last.get()).isEqualTo(1);
    assertThat(Boolean.compare(failed(good), failed(refused))).isNotZero();
    assertThatThrownBy(thrower::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class);
    assertThat(notes()).containsExactlyInAnyOrder("good", "last");
  }

  @Test
  void write_answersOnlyWhatIsCommitted() {
    assertThat(writer.write(insert("kept"))).isEqualTo(1);
    assertThat(notes()).containsExactly("kept");
  }

  @Test
  void write_transactionIsGone_allAreToldAndNoneHasAnEffect() {
    assertThatThrownBy(
            () ->
                writer.write(
                    session -> {
                      int unused = session.update("insert into note values ('lost')");
                      return session.update("rollback");
                    }))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(writer.write(insert("next"))).isEqualTo(1);
    assertThat(notes()).containsExactly("next");
  }

  @Test
  void close_whatIsUnderWay_isFinished() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<Integer> first = start(session -> await(gate));
    while (!writer.isWorking()) {
      Thread.onSpinWait();
    }
    CompletableFuture<Integer> second = start(insert("second"));
    while (writer.waiting() < 1) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close, callers);
    gate.countDown();

    closing.get();

    assertThat(first.get()).isZero();
    assertThat(second.get()).isEqualTo(1);
    assertThatThrownBy(() -> writer.write(insert("late")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private CompletableFuture<Integer> start(Function<Session, Integer> work) {
    return CompletableFuture.supplyAsync(() -> writer.write(work), callers);
  }

  private static Function<Session, Integer> insert(String text) {
    return session -> session.update("insert into note values (?)", text);
  }

  private static int await(CountDownLatch gate) {
    try {
      gate.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean failed(CompletableFuture<Integer> future) {
    try {
      return future.join() != 1;
    } catch (CompletionException e) {
      return true;
    }
  }

  private List<String> notes() {
    try (Session session = Session.open(jdbi)) {
      return session.list("select text from note", row -> row.getString(1));
    }
  }
}
