package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What can be done with accounts. Thread-safe.
 *
 * <p>It does not ask who the caller is: whoever can reach it runs the service.
 */
public final class Accounts {

  private final AccountStore store;
  private final InstantSource clock;
  private final ObjectIdGenerator ids;
  private final SecretHashes hashes;
  private final ObserverFence observed;

  Accounts(
      AccountStore store,
      InstantSource clock,
      ObjectIdGenerator ids,
      SecretHashes hashes,
      ObserverFence observed) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.hashes = hashes;
    this.observed = observed;
  }

  /**
   * Makes an account.
   *
   * @param email its e-mail address
   * @param password its password
   * @param nick its name
   * @param role what it is
   * @return the account
   * @throws RegistryException CONFLICT if another account has the address or the nick
   */
  public Account create(Email email, Secret password, Nick nick, Account.Role role) {
    return observed.run(
        Operation.CREATE_ACCOUNT,
        () -> {
          Timestamps times = Timestamps.createdAt(Moments.now(clock));
          Account account = new Account(Prn.account(ids.next()), nick, email, role, true, times);
          store.insert(new StoredAccount(account, StoredSecret.first(hashes.hashChosen(password))));
          return account;
        });
  }

  /**
   * Returns an account.
   *
   * @param prn its prn
   * @return the account, or empty if there is none
   */
  public Optional<Account> find(Prn prn) {
    return store.find(prn).map(StoredAccount::account);
  }

  /**
   * Returns the account that has a nick.
   *
   * @param nick the nick
   * @return the account, or empty if there is none
   */
  public Optional<Account> findByNick(Nick nick) {
    return store.findByNick(nick).map(StoredAccount::account);
  }

  /**
   * Returns one page of accounts in order of prn.
   *
   * @param after the prn after which the page starts; empty for the first page
   * @param limit how many accounts the page has at most, at least 1
   * @return the accounts
   */
  public List<Account> list(Optional<Prn> after, int limit) {
    return store.list(after, limit);
  }

  /**
   * Lets an account log in, or no longer; what it has logged in with before is then void until it
   * is enabled again. Its devices go on.
   *
   * @param prn its prn
   * @param enabled whether it can log in
   * @return the account
   * @throws RegistryException NOT_FOUND
   */
  public Account setEnabled(Prn prn, boolean enabled) {
    return observed.run(
        Operation.UPDATE_ACCOUNT,
        () ->
            store
                .update(
                    prn,
                    stored ->
                        stored.account().enabled() == enabled ? stored : changed(stored, enabled))
                .map(StoredAccount::account)
                .orElseThrow(() -> new RegistryException(Reason.NOT_FOUND, "No such account")));
  }

  private StoredAccount changed(StoredAccount stored, boolean enabled) {
    Account account = stored.account();
    Timestamps times = account.times().modifiedAt(Moments.now(clock));
    return new StoredAccount(account.withEnabled(enabled, times), stored.secret());
  }
}
