package com.pantahub.registry.store;

import com.pantahub.registry.StoreFigures;
import java.util.List;
import java.util.function.Function;

/**
 * A database with the registry's tables in it. Thread-safe.
 *
 * <p>What is run may be run more than once, and what it throws comes through as it is. What fails
 * in the database is a {@link StoreUnavailableException}.
 */
interface Database extends AutoCloseable {

  /** Runs queries. Each of them sees what was committed before it began. */
  <T> T read(Function<Session, T> work);

  /** Runs statements as one transaction, which is on disk when this returns. */
  <T> T write(Function<Session, T> work);

  /** Returns what makes a query of one row, in a transaction, keep others from changing it. */
  String rowLock();

  /** Returns over how many rows a counter is to be spread, so that writers do not wait in line. */
  int counterShards();

  /** Returns how it is at the moment. */
  StoreFigures figures();

  /** Lets the database check itself, and returns what it finds wrong. Reads all of it. */
  List<String> problems();

  @Override
  void close();
}
