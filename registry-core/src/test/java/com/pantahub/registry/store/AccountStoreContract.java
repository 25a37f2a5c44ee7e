package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.SECRET;
import static com.pantahub.registry.store.StoreFixtures.START;
import static com.pantahub.registry.store.StoreFixtures.assertConflict;
import static com.pantahub.registry.store.StoreFixtures.nextId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.registry.Account;
import com.pantahub.registry.AccountStore;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.Simultaneously;
import com.pantahub.registry.StoredAccount;
import com.pantahub.registry.StoredSecret;
import com.pantahub.registry.Timestamps;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} does. */
abstract class AccountStoreContract {

  private final RegistryStore stores = newStore();
  private final AccountStore store = stores.accounts();

  /** Returns an empty store. */
  abstract RegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void insert_account_isFoundByPrnNickAndEmail() {
    StoredAccount alice = inserted("alice", "alice@example.com");
    StoredAccount bob = inserted("bob", "bob@example.com");

    assertThat(store.find(alice.account().prn())).contains(alice);
    assertThat(store.findByNick(new Nick("bob"))).contains(bob);
    assertThat(store.findByEmail(new Email("ALICE@example.com"))).contains(alice);
  }

  @Test
  void insert_builtInPrn_isKept() {
    Account account =
        new Account(
            Prn.builtInAccount(new Nick("user1")),
            new Nick("user1"),
            new Email("user1@example.com"),
            Account.Role.ADMIN,
            false,
            new Timestamps(START, START.plusNanos(1_000)));
    store.insert(new StoredAccount(account, SECRET));

    assertThat(store.find(account.prn())).contains(new StoredAccount(account, SECRET));
  }

  @Test
  void insert_takenNickOrEmailOrPrn_isConflictAndKeepsNothing() {
    StoredAccount alice = inserted("alice", "alice@example.com");
    Account taken = alice.account();

    assertConflict(() -> inserted("alice", "other@example.com"));
    assertConflict(() -> inserted("other", "alice@example.com"));
    assertConflict(
        () ->
            store.insert(
                new StoredAccount(account(taken.prn(), "other", "other@example.com"), SECRET)));
    assertThat(store.findByNick(new Nick("other"))).isEmpty();
    assertThat(store.findByEmail(new Email("other@example.com"))).isEmpty();
    assertThat(store.list(Optional.empty(), 10)).containsExactly(taken);
  }

  @Test
  void unknown_everyMethod_findsNone() {
    Prn prn = new Prn("prn:::accounts:/" + nextId());

    assertThat(store.find(prn)).isEmpty();
    assertThat(store.findByNick(new Nick("nobody"))).isEmpty();
    assertThat(store.findByEmail(new Email("nobody@example.com"))).isEmpty();
    assertThat(store.update(prn, before -> before)).isEmpty();
    assertThat(store.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void update_allThatMayChange_isKept() {
    Account before = inserted("alice", "alice@example.com").account();
    StoredAccount after =
        new StoredAccount(
            new Account(
                before.prn(),
                before.nick(),
                before.email(),
                Account.Role.ADMIN,
                false,
                new Timestamps(START, START.plusSeconds(1))),
            new StoredSecret(new SecretHash("another hash"), 4));

    assertThat(store.update(before.prn(), stored -> after)).contains(after);
    assertThat(store.find(before.prn())).contains(after);
  }

  @Test
  void update_changeThrowsOrRenames_changesNothing() {
    StoredAccount before = inserted("alice", "alice@example.com");
    Prn prn = before.account().prn();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.update(
                    prn,
                    stored -> {
                      throw new IllegalStateException("no");
                    }));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                store.update(
                    prn,
                    stored ->
                        new StoredAccount(account(prn, "other", "alice@example.com"), SECRET)));
    assertThat(store.find(prn)).contains(before);
  }

  @Test
  void list_pages_areInOrderOfPrnAndComplete() {
    List<Account> accounts =
        IntStream.range(0, 5)
            .mapToObj(i -> inserted("user" + i, "user" + i + "@example.com").account())
            .toList();

    assertThat(store.list(Optional.empty(), 3)).isEqualTo(accounts.subList(0, 3));
    assertThat(store.list(Optional.of(accounts.get(2).prn()), 3)).isEqualTo(accounts.subList(3, 5));
  }

  @Test
  void insert_sameNick20AtOnce_exactlyOneWins() throws Exception {
    List<Boolean> won = Simultaneously.run(20, this::wins);

    assertThat(Collections.frequency(won, true)).isEqualTo(1);
  }

  private boolean wins(int number) {
    try {
      inserted("alice", "alice" + number + "@example.com");
      return true;
    } catch (RegistryException e) {
      return false;
    }
  }

  private StoredAccount inserted(String nick, String email) {
    StoredAccount made =
        new StoredAccount(account(new Prn("prn:::accounts:/" + nextId()), nick, email), SECRET);
    store.insert(made);
    return made;
  }

  private static Account account(Prn prn, String nick, String email) {
    return new Account(
        prn,
        new Nick(nick),
        new Email(email),
        Account.Role.USER,
        true,
        new Timestamps(START, START));
  }
}
