package com.pantahub.server;

import java.util.Map;
import java.util.Optional;

/**
 * What a command line asks for. Immutable.
 *
 * @param options the settings given as options
 * @param accountCommand what to do with accounts; empty, the server is to be started
 */
record Invocation(Map<Setting, String> options, Optional<AccountCommand> accountCommand) {

  /** No argument at all. */
  static final Invocation NONE = new Invocation(Map.of(), Optional.empty());

  Invocation {
    options = Map.copyOf(options);
  }
}
