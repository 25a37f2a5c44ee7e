package com.pantahub.server;

import com.pantahub.registry.Account;
import com.pantahub.registry.Accounts;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.Secret;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Something to be done with accounts from the command line. Immutable. */
sealed interface AccountCommand {

  /**
   * Does it, and prints the accounts that were meant, one a line.
   *
   * @param password asks for a password
   * @throws RegistryException if the accounts refuse
   */
  void run(Accounts accounts, Supplier<Secret> password, PrintStream out);

  /**
   * Makes an account.
   *
   * @param nick its nick
   * @param email its e-mail address
   * @param admin whether it is that of somebody who runs the service
   */
  record Create(String nick, String email, boolean admin) implements AccountCommand {
    @Override
    public void run(Accounts accounts, Supplier<Secret> password, PrintStream out) {
      Nick checkedNick = new Nick(nick);
      Email checkedEmail = new Email(email);
      Account.Role role = admin ? Account.Role.ADMIN : Account.Role.USER;
      print(accounts.create(checkedEmail, password.get(), checkedNick, role), out);
    }
  }

  /** Prints all accounts. */
  record ListAll() implements AccountCommand {
    private static final int PAGE = 1_000;

    @Override
    public void run(Accounts accounts, Supplier<Secret> password, PrintStream out) {
      Optional<Prn> after = Optional.empty();
      List<Account> page;
      do {
        page = accounts.list(after, PAGE);
        for (Account account : page) {
          print(account, out);
          after = Optional.of(account.prn());
        }
      } while (page.size() == PAGE);
    }
  }

  /**
   * Lets somebody log in, or no longer.
   *
   * @param nick the account's nick
   * @param enabled whether it shall be enabled
   */
  record SetEnabled(String nick, boolean enabled) implements AccountCommand {
    @Override
    public void run(Accounts accounts, Supplier<Secret> password, PrintStream out) {
      Account account =
          accounts
              .findByNick(new Nick(nick))
              .orElseThrow(
                  () ->
                      new RegistryException(RegistryException.Reason.NOT_FOUND, "No such account"));
      print(accounts.setEnabled(account.prn(), enabled), out);
    }
  }

  private static void print(Account account, PrintStream out) {
    out.println(
        String.join(
            "\t",
            account.prn().value(),
            account.nick().value(),
            account.email().value(),
            account.role().name().toLowerCase(Locale.ROOT),
            account.enabled() ? "enabled" : "disabled"));
  }
}
