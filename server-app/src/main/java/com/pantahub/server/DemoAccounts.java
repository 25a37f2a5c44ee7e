package com.pantahub.server;

import com.pantahub.registry.Account;
import com.pantahub.registry.AccountStore;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.Email;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.StoreFigures;
import com.pantahub.registry.StoredAccount;
import com.pantahub.registry.StoredSecret;
import com.pantahub.registry.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A store which has the accounts of the demo beside those it keeps. Thread-safe.
 *
 * <p>They are never written anywhere, so that a server started without them does not know them.
 * Their passwords are their nicks, and so are no secrets.
 */
final class DemoAccounts implements RegistryStore {

  private final RegistryStore store;
  private final AccountStore accounts;

  /**
   * Adds the accounts to a store.
   *
   * @param store keeps everything else; closed with this
   * @param now when they count as made
   */
  DemoAccounts(RegistryStore store, Instant now) {
    this.store = store;
    this.accounts = new Overlay(store.accounts(), accounts(new Timestamps(now, now)));
  }

  private static List<StoredAccount> accounts(Timestamps times) {
    return List.of(
        account(
            "user1",
            Account.Role.USER,
            "$2a$10$/F40kt4CqrfYurAOsosJrOuupYYPdxCAj65dsk3Fm5CjqpJyk9vvO",
            times),
        account(
            "user2",
            Account.Role.USER,
            "$2a$10$LFeRR7RWfXtVgOgj0iToB.fql3uwBQKV1EQwdzJP/PC5TAuHGci7u",
            times),
        account(
            "admin",
            Account.Role.ADMIN,
            "$2a$10$2jLdW3zz2CpOGa5MyonxcO1duBgbMECRjWdbdsOpGz/2w9u3ckKhG",
            times));
  }

  private static StoredAccount account(
      String name, Account.Role role, String hash, Timestamps times) {
    Nick nick = new Nick(name);
    Email email = new Email(name + "@localhost");
    Account account = new Account(Prn.builtInAccount(nick), nick, email, role, true, times);
    return new StoredAccount(account, new StoredSecret(new SecretHash(hash), 0));
  }

  @Override
  public DeviceStore devices() {
    return store.devices();
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public JoinTokenStore joinTokens() {
    return store.joinTokens();
  }

  @Override
  public void ping() {
    store.ping();
  }

  @Override
  public StoreFigures figures() {
    return store.figures();
  }

  @Override
  public void close() {
    store.close();
  }

  /** Accounts of two kinds. Those of the demo come first, and cannot be changed. */
  private record Overlay(AccountStore kept, List<StoredAccount> demo) implements AccountStore {

    @Override
    public void insert(StoredAccount account) {
      Account added = account.account();
      if (inDemo(one -> one.nick().equals(added.nick()) || one.email().equals(added.email()))
          .isPresent()) {
        throw new RegistryException(
            RegistryException.Reason.CONFLICT, "An account has this nick or e-mail address");
      }
      kept.insert(account);
    }

    @Override
    public Optional<StoredAccount> find(Prn prn) {
      return inDemo(one -> one.prn().equals(prn)).or(() -> kept.find(prn));
    }

    @Override
    public Optional<StoredAccount> findByNick(Nick nick) {
      return inDemo(one -> one.nick().equals(nick)).or(() -> kept.findByNick(nick));
    }

    @Override
    public Optional<StoredAccount> findByEmail(Email email) {
      return inDemo(one -> one.email().equals(email)).or(() -> kept.findByEmail(email));
    }

    @Override
    public Optional<StoredAccount> update(Prn prn, UnaryOperator<StoredAccount> change) {
      return kept.update(prn, change);
    }

    @Override
    public List<Account> list(Optional<Prn> after, int limit) {
      return kept.list(after, limit);
    }

    private Optional<StoredAccount> inDemo(Predicate<Account> wanted) {
      Stream<StoredAccount> found = demo.stream().filter(one -> wanted.test(one.account()));
      return found.findFirst();
    }
  }
}
