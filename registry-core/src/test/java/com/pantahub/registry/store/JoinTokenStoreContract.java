package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.BOB;
import static com.pantahub.registry.store.StoreFixtures.START;
import static com.pantahub.registry.store.StoreFixtures.nextId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.registry.JoinToken;
import com.pantahub.registry.JoinTokenId;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Timestamps;
import com.pantahub.registry.TokenHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link JoinTokenStore} does. */
abstract class JoinTokenStoreContract {

  private static final TokenHash ONE = new TokenHash("1".repeat(64));
  private static final TokenHash TWO = new TokenHash("2".repeat(64));
  private static final TokenHash THREE = new TokenHash("3".repeat(64));

  private final RegistryStore stores = newStore();
  private final JoinTokenStore store = stores.joinTokens();

  /** Returns an empty store. */
  abstract RegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void insert_token_isFoundByHashAndListed() {
    JoinToken first = inserted(ALICE, ONE);
    JoinToken other = inserted(BOB, TWO);
    JoinToken second = inserted(ALICE, THREE);

    assertThat(store.findByHash(ONE)).contains(first);
    assertThat(store.findByHash(TWO)).contains(other);
    assertThat(store.list(ALICE)).containsExactly(first, second);
    assertThat(store.list(BOB)).containsExactly(other);
  }

  @Test
  void insert_takenIdOrHash_isRefusedAndKeepsNothing() {
    JoinToken first = inserted(ALICE, ONE);

    assertThatIllegalArgumentException().isThrownBy(() -> store.insert(first, TWO));
    assertThatIllegalArgumentException().isThrownBy(() -> inserted(BOB, ONE));
    assertThat(store.findByHash(TWO)).isEmpty();
    assertThat(store.list(BOB)).isEmpty();
  }

  @Test
  void unknown_everyMethod_findsNone() {
    assertThat(store.findByHash(ONE)).isEmpty();
    assertThat(store.list(ALICE)).isEmpty();
    assertThat(store.update(new JoinTokenId(nextId()), before -> before)).isEmpty();
  }

  @Test
  void update_disabled_isKept() {
    JoinToken before = inserted(ALICE, ONE);
    JoinToken after =
        new JoinToken(
            before.id(),
            before.owner(),
            before.nick(),
            before.defaultUserMeta(),
            true,
            new Timestamps(START, START.plusSeconds(1)));

    assertThat(store.update(before.id(), token -> after)).contains(after);
    assertThat(store.findByHash(ONE)).contains(after);
    assertThat(store.list(ALICE)).containsExactly(after);
  }

  @Test
  void update_changeThrows_changesNothing() {
    JoinToken before = inserted(ALICE, ONE);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.update(
                    before.id(),
                    token -> {
                      throw new IllegalStateException("no");
                    }));
    assertThat(store.findByHash(ONE)).contains(before);
  }

  private JoinToken inserted(Prn owner, TokenHash hash) {
    JoinToken token =
        new JoinToken(
            new JoinTokenId(nextId()),
            owner,
            new Nick("factory"),
            Metadata.of(Map.of("site", "Bremen", "lines", List.of(1, 2))),
            false,
            new Timestamps(START, START));
    store.insert(token, hash);
    return token;
  }
}
