package com.pantahub.registry.store;

import com.pantahub.registry.JoinToken;
import com.pantahub.registry.JoinTokenId;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps join tokens in a database. Thread-safe. */
final class SqlJoinTokenStore implements JoinTokenStore {

  private static final String COLUMNS =
      "id, owner, nick, disabled, time_created, time_modified, default_user_meta";
  private static final String SELECT = "select " + COLUMNS + " from join_token where ";
  private static final String BY_ID = SELECT + "id = ?";
  private static final String BY_HASH = SELECT + "token_hash = ?";
  private static final String BY_OWNER = SELECT + "owner = ? order by id";
  private static final String INSERT =
      "insert into join_token ("
          + COLUMNS
          + ", token_hash) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
  private static final String UPDATE =
      "update join_token set (disabled, time_modified) = (?, ?) where id = ?";

  private final Database database;

  SqlJoinTokenStore(Database database) {
    this.database = database;
  }

  @Override
  public void insert(JoinToken token, TokenHash hash) {
    int inserted =
        database.write(
            session ->
                session.update(
                    INSERT,
                    token.id().value(),
                    token.owner().value(),
                    token.nick().value(),
                    token.disabled(),
                    Micros.of(token.times().created()),
                    Micros.of(token.times().modified()),
                    MetadataJson.write(token.defaultUserMeta()),
                    hash.hex()));
    if (inserted == 0) {
      throw new IllegalArgumentException("id or hash is taken: id=" + token.id());
    }
  }

  @Override
  public Optional<JoinToken> findByHash(TokenHash hash) {
    return database.read(session -> session.first(BY_HASH, SqlJoinTokenStore::token, hash.hex()));
  }

  @Override
  public List<JoinToken> list(Prn owner) {
    return database.read(
        session -> session.list(BY_OWNER, SqlJoinTokenStore::token, owner.value()));
  }

  @Override
  public Optional<JoinToken> update(JoinTokenId id, UnaryOperator<JoinToken> change) {
    return database.write(
        session ->
            session
                .first(BY_ID + database.rowLock(), SqlJoinTokenStore::token, id.value())
                .map(before -> update(session, before, change)));
  }

  private static JoinToken update(
      Session session, JoinToken before, UnaryOperator<JoinToken> change) {
    JoinToken after = change.apply(before);
    if (!after.equals(before)) {
      session.update(
          UPDATE, after.disabled(), Micros.of(after.times().modified()), before.id().value());
    }
    return after;
  }

  private static JoinToken token(ResultSet row) throws SQLException {
    return new JoinToken(
        new JoinTokenId(row.getString("id")),
        new Prn(row.getString("owner")),
        new Nick(row.getString("nick")),
        MetadataJson.read(row.getString("default_user_meta")),
        row.getBoolean("disabled"),
        SqlAccountStore.times(row));
  }
}
