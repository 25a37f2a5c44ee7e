package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where accounts are kept. Implementations are thread-safe.
 *
 * <p>Keeps prns, nicks and e-mail addresses unique, and changes atomic. Each method takes effect as
 * a whole or, when it throws, not at all. A store that cannot do its work throws an unchecked
 * exception other than {@link RegistryException}.
 */
public interface AccountStore {

  /**
   * Adds an account.
   *
   * @param account the account
   * @throws RegistryException with {@link Reason#CONFLICT} if an account has its prn, nick or
   *     e-mail address
   */
  void insert(StoredAccount account);

  /**
   * Returns an account.
   *
   * @param prn its prn
   * @return the account, or empty if there is none
   */
  Optional<StoredAccount> find(Prn prn);

  /**
   * Returns the account that has a nick.
   *
   * @param nick its nick
   * @return the account, or empty if there is none
   */
  Optional<StoredAccount> findByNick(Nick nick);

  /**
   * Returns the account that has an e-mail address.
   *
   * @param email its address
   * @return the account, or empty if there is none
   */
  Optional<StoredAccount> findByEmail(Email email);

  /**
   * Changes everything of an account but its prn, nick and e-mail address, atomically.
   *
   * @param prn its prn
   * @param change takes the account as it is and returns it as it shall be; it may be called more
   *     than once, must not use this store, and may throw, which leaves everything as it was
   * @return the account as it is now, or empty if there is none
   * @throws IllegalArgumentException if {@code change} returns another prn, nick or address
   */
  Optional<StoredAccount> update(Prn prn, UnaryOperator<StoredAccount> change);

  /**
   * Returns one page of accounts in order of prn.
   *
   * @param after the prn after which the page starts; empty for the first page
   * @param limit how many accounts the page has at most, at least 1
   * @return the accounts, unmodifiable
   */
  List<Account> list(Optional<Prn> after, int limit);
}
