package com.pantahub.server;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may be used for. Immutable. */
enum Scope {
  ALL("all"),
  DEVICES("devices"),
  DEVICES_READONLY("devices.readonly"),
  DEVICES_WRITE("devices.write"),
  DEVICES_CHANGE("devices.change");

  private static final String PREFIX = "prn:pantahub.com:apis:/base/";

  private final String text;

  Scope(String name) {
    this.text = PREFIX + name;
  }

  /** Reads scopes separated by spaces; empty if one of them is none. */
  static Optional<Set<Scope>> parse(String text) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : text.trim().split(" +", -1)) {
      Optional<Scope> scope =
          Arrays.stream(values()).filter(candidate -> candidate.text.equals(name)).findAny();
      if (scope.isEmpty()) {
        return Optional.empty();
      }
      scopes.add(scope.get());
    }
    return Optional.of(Collections.unmodifiableSet(scopes));
  }

  /** Spells scopes as {@link #parse} reads them. */
  static String format(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::toString).collect(Collectors.joining(" "));
  }

  /** Tells whether this allows everything about devices. */
  boolean isForDevices() {
    return this == ALL || this == DEVICES;
  }

  /** Spells the scope in full. */
  @Override
  public String toString() {
    return text;
  }
}
