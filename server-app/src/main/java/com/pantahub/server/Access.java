package com.pantahub.server;

import java.util.Set;

/** Who may use a route. Immutable. */
enum Access {
  /** Anybody; a token is not looked at. */
  OPEN,
  /** Anybody; who shows a token needs one that is valid, with a scope that writes. */
  ANYBODY,
  /** Who has a valid token. */
  BEARER,
  /** Who has a token with a scope that reads. */
  READ,
  /** Who has a token with a scope that writes. */
  WRITE,
  /** Who has a token with a scope that administers join tokens. */
  TOKENS,
  /** Who has the password of the administration. */
  ADMINISTRATION;

  /** Tells whether nobody gets in without a token. */
  boolean needsToken() {
    return this == BEARER || this == READ || this == WRITE || this == TOKENS;
  }

  /** Tells whether one of a token's scopes is one that this needs. */
  boolean allows(Set<Scope> scopes) {
    return scopes.stream().anyMatch(this::allows);
  }

  private boolean allows(Scope scope) {
    return switch (this) {
      case OPEN, BEARER, ADMINISTRATION -> true;
      case READ -> scope == Scope.DEVICES_READONLY || scope.isForDevices();
      case ANYBODY, WRITE -> scope == Scope.DEVICES_WRITE || scope.isForDevices();
      case TOKENS -> scope == Scope.DEVICES_CHANGE || scope.isForDevices();
    };
  }
}
