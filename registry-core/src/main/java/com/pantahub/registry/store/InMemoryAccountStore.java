package com.pantahub.registry.store;

import com.pantahub.registry.Account;
import com.pantahub.registry.AccountStore;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.StoredAccount;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keeps accounts in memory. Thread-safe. Finding one by nick or address looks at all of them. */
final class InMemoryAccountStore implements AccountStore {

  private final Object lock = new Object();
  private final NavigableMap<Prn, StoredAccount> byPrn =
      new TreeMap<>(Comparator.comparing(Prn::value));

  @Override
  public void insert(StoredAccount account) {
    synchronized (lock) {
      Account added = account.account();
      boolean taken =
          byPrn.containsKey(added.prn())
              || first(a -> a.nick().equals(added.nick())).isPresent()
              || first(a -> a.email().equals(added.email())).isPresent();
      if (taken) {
        throw new RegistryException(Reason.CONFLICT, "Email or Nick already in use");
      }
      byPrn.put(added.prn(), account);
    }
  }

  @Override
  public Optional<StoredAccount> find(Prn prn) {
    synchronized (lock) {
      return Optional.ofNullable(byPrn.get(prn));
    }
  }

  @Override
  public Optional<StoredAccount> findByNick(Nick nick) {
    synchronized (lock) {
      return first(account -> account.nick().equals(nick));
    }
  }

  @Override
  public Optional<StoredAccount> findByEmail(Email email) {
    synchronized (lock) {
      return first(account -> account.email().equals(email));
    }
  }

  @Override
  public Optional<StoredAccount> update(Prn prn, UnaryOperator<StoredAccount> change) {
    synchronized (lock) {
      StoredAccount before = byPrn.get(prn);
      if (before == null) {
        return Optional.empty();
      }
      StoredAccount after = change.apply(before);
      requireSameNames(before.account(), after.account());
      byPrn.put(prn, after);
      return Optional.of(after);
    }
  }

  @Override
  public List<Account> list(Optional<Prn> after, int limit) {
    synchronized (lock) {
      return after.map(prn -> byPrn.tailMap(prn, false)).orElse(byPrn).values().stream()
          .limit(limit)
          .map(StoredAccount::account)
          .toList();
    }
  }

  private Optional<StoredAccount> first(Predicate<Account> condition) {
    return byPrn.values().stream().filter(stored -> condition.test(stored.account())).findFirst();
  }

  /** Refuses a change of what an account is found by. */
  static void requireSameNames(Account before, Account after) {
    if (!after.prn().equals(before.prn())
        || !after.nick().equals(before.nick())
        || !after.email().equals(before.email())) {
      throw new IllegalArgumentException("prn, nick and email cannot change: prn=" + before.prn());
    }
  }
}
