package com.pantahub.registry.store;

import com.pantahub.registry.JoinToken;
import com.pantahub.registry.JoinTokenId;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.Prn;
import com.pantahub.registry.TokenHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Keeps join tokens in memory. Thread-safe. Listing those of an owner looks at all of them. */
final class InMemoryJoinTokenStore implements JoinTokenStore {

  private final Object lock = new Object();
  private final NavigableMap<JoinTokenId, JoinToken> byId = new TreeMap<>();
  private final Map<TokenHash, JoinTokenId> byHash = new HashMap<>();

  @Override
  public void insert(JoinToken token, TokenHash hash) {
    synchronized (lock) {
      if (byId.containsKey(token.id()) || byHash.containsKey(hash)) {
        throw new IllegalArgumentException("id or hash is taken: id=" + token.id());
      }
      byId.put(token.id(), token);
      byHash.put(hash, token.id());
    }
  }

  @Override
  public Optional<JoinToken> findByHash(TokenHash hash) {
    synchronized (lock) {
      return Optional.ofNullable(byHash.get(hash)).map(byId::get);
    }
  }

  @Override
  public List<JoinToken> list(Prn owner) {
    synchronized (lock) {
      return byId.values().stream().filter(token -> token.owner().equals(owner)).toList();
    }
  }

  @Override
  public Optional<JoinToken> update(JoinTokenId id, UnaryOperator<JoinToken> change) {
    synchronized (lock) {
      JoinToken before = byId.get(id);
      if (before == null) {
        return Optional.empty();
      }
      JoinToken after = change.apply(before);
      byId.put(id, after);
      return Optional.of(after);
    }
  }
}
