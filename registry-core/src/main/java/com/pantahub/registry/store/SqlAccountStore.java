package com.pantahub.registry.store;

import com.pantahub.registry.Account;
import com.pantahub.registry.Account.Role;
import com.pantahub.registry.AccountStore;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.StoredAccount;
import com.pantahub.registry.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps accounts in a database. Thread-safe. */
final class SqlAccountStore implements AccountStore {

  private static final String COLUMNS =
      "prn, nick, email, role, enabled, secret_hash, secret_generation, time_created,"
          + " time_modified";
  private static final String SELECT = "select " + COLUMNS + " from account where ";
  private static final String BY_PRN = SELECT + "prn = ?";
  private static final String BY_NICK = SELECT + "nick = ?";
  private static final String BY_EMAIL = SELECT + "email = ?";
  private static final String PAGE = SELECT + "prn > ? order by prn limit ?";
  private static final String INSERT =
      "insert into account ("
          + COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
  private static final String UPDATE =
      "update account set (role, enabled, secret_hash, secret_generation, time_created,"
          + " time_modified) = (?, ?, ?, ?, ?, ?) where prn = ?";
  private static final String BEFORE_ALL_PRNS = "";

  private final Database database;

  SqlAccountStore(Database database) {
    this.database = database;
  }

  @Override
  public void insert(StoredAccount stored) {
    Account account = stored.account();
    int inserted =
        database.write(
            session ->
                session.update(
                    INSERT,
                    account.prn().value(),
                    account.nick().value(),
                    account.email().value(),
                    account.role().name(),
                    account.enabled(),
                    stored.secret().hash().encoded(),
                    stored.secret().generation(),
                    Micros.of(account.times().created()),
                    Micros.of(account.times().modified())));
    if (inserted == 0) {
      throw new RegistryException(Reason.CONFLICT, "Email or Nick already in use");
    }
  }

  @Override
  public Optional<StoredAccount> find(Prn prn) {
    return find(BY_PRN, prn.value());
  }

  @Override
  public Optional<StoredAccount> findByNick(Nick nick) {
    return find(BY_NICK, nick.value());
  }

  @Override
  public Optional<StoredAccount> findByEmail(Email email) {
    return find(BY_EMAIL, email.value());
  }

  private Optional<StoredAccount> find(String sql, String key) {
    return database.read(session -> session.first(sql, SqlAccountStore::stored, key));
  }

  @Override
  public Optional<StoredAccount> update(Prn prn, UnaryOperator<StoredAccount> change) {
    return database.write(
        session ->
            session
                .first(BY_PRN + database.rowLock(), SqlAccountStore::stored, prn.value())
                .map(before -> update(session, before, change)));
  }

  private static StoredAccount update(
      Session session, StoredAccount before, UnaryOperator<StoredAccount> change) {
    StoredAccount after = change.apply(before);
    Account account = after.account();
    InMemoryAccountStore.requireSameNames(before.account(), account);
    if (!after.equals(before)) {
      session.update(
          UPDATE,
          account.role().name(),
          account.enabled(),
          after.secret().hash().encoded(),
          after.secret().generation(),
          Micros.of(account.times().created()),
          Micros.of(account.times().modified()),
          account.prn().value());
    }
    return after;
  }

  @Override
  public List<Account> list(Optional<Prn> after, int limit) {
    String first = after.map(Prn::value).orElse(BEFORE_ALL_PRNS);
    return database
        .read(session -> session.list(PAGE, SqlAccountStore::stored, first, limit))
        .stream()
        .map(StoredAccount::account)
        .toList();
  }

  private static StoredAccount stored(ResultSet row) throws SQLException {
    Account account =
        new Account(
            new Prn(row.getString("prn")),
            new Nick(row.getString("nick")),
            new Email(row.getString("email")),
            Role.valueOf(row.getString("role")),
            row.getBoolean("enabled"),
            times(row));
    return new StoredAccount(account, DeviceRow.secret(row));
  }

  static Timestamps times(ResultSet row) throws SQLException {
    return new Timestamps(
        Micros.toInstant(row.getLong("time_created")),
        Micros.toInstant(row.getLong("time_modified")));
  }
}
