package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.Account;
import com.pantahub.registry.Accounts;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Principal;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Secret;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAccountsTest {
  private final RegistryStore kept = new InMemoryRegistryStore();
  private final RegistryStore store = new DemoAccounts(kept, Instant.EPOCH);
  private final Accounts accounts = Service.registry(store).accounts();

  @ParameterizedTest
  @CsvSource({"user1, USER", "user2, USER", "admin, ADMIN"})
  void logIn_nickAsPassword_isTheAccount(String name, Account.Role role) {
    Principal principal = Service.registry(store).authenticator().logIn(name, name);
    assertThat(principal.prn()).isEqualTo(new Prn("prn:pantahub.com:auth:/" + name));
    assertThat(principal.role()).contains(role);
  }

  @Test
  void store_always_knowsNothingOfThem() {
    assertThat(accounts.findByNick(new Nick("user1"))).isPresent();
    assertThat(kept.accounts().findByNick(new Nick("user1"))).isEmpty();
    assertThat(accounts.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void create_nickOrEmailOfTheDemo_isConflict() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> create("user1", "a@b"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.CONFLICT));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> create("ann", "user1@localhost"));
  }

  @Test
  void create_another_isKept() {
    Account account = create("ann", "ann@example.org");
    assertThat(kept.accounts().find(account.prn())).isPresent();
    assertThat(accounts.find(account.prn())).contains(account);
    assertThat(accounts.findByNick(new Nick("ann"))).contains(account);
  }

  @Test
  void setEnabled_ofTheDemo_isNotFound() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> accounts.setEnabled(Prn.builtInAccount(new Nick("user1")), false))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.NOT_FOUND));
  }

  private Account create(String nick, String email) {
    return accounts.create(
        new Email(email), new Secret("secret"), new Nick(nick), Account.Role.USER);
  }
}
