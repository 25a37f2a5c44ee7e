package com.pantahub.registry;

import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.pantahub.registry.RegistryObserver.Operation;
import com.pantahub.registry.RegistryObserver.Outcome;
import com.pantahub.registry.TestRegistry.Observation;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with which device, and what the others are told. */
class DeviceRegistryAccessTest {

  private final TestRegistry fixture = new TestRegistry();
  private final DeviceRegistry registry = fixture.registry;

  /** What has become of a device before somebody uses it. */
  enum State {
    PRIVATE,
    PUBLIC,
    UNCLAIMED,
    DELETED
  }

  /** Who uses it. The owner of an unclaimed device is nobody, so its first user stands in. */
  enum Who {
    OWNER,
    STRANGER,
    ITSELF,
    SIBLING,
    ANONYMOUS
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          OPERATION, STATE,     OWNER,     STRANGER,  ITSELF,    SIBLING,   ANONYMOUS
          CLAIM,     PRIVATE,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,     PUBLIC,    FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,     UNCLAIMED, SUCCESS,   SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,     DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          FIND,      PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          FIND,      PUBLIC,    SUCCESS,   SUCCESS,   SUCCESS,   SUCCESS,   SUCCESS
          FIND,      UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          FIND,      DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          RENAME,    PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          RENAME,    PUBLIC,    SUCCESS,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          RENAME,    UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          RENAME,    DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          PUBLISH,   PRIVATE,   SUCCESS,   NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          PUBLISH,   PUBLIC,    SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          PUBLISH,   UNCLAIMED, NOT_FOUND, NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          PUBLISH,   DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          UNPUBLISH, PRIVATE,   SUCCESS,   NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          UNPUBLISH, PUBLIC,    SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          UNPUBLISH, UNCLAIMED, NOT_FOUND, NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          UNPUBLISH, DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,    PRIVATE,   SUCCESS,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,    PUBLIC,    SUCCESS,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,    UNCLAIMED, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,    DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          """)
  void operation_byEveryCaller_endsAsTheTableSays(
      Operation operation,
      State state,
      Outcome owner,
      Outcome stranger,
      Outcome itself,
      Outcome sibling,
      Outcome anonymous) {
    assertEnds(operation, state, Who.OWNER, owner);
    assertEnds(operation, state, Who.STRANGER, stranger);
    assertEnds(operation, state, Who.ITSELF, itself);
    assertEnds(operation, state, Who.SIBLING, sibling);
    assertEnds(operation, state, Who.ANONYMOUS, anonymous);
  }

  private void assertEnds(Operation operation, State state, Who who, Outcome expected) {
    Device registered = registry.register(NOBODY);
    Challenge challenge = TestRegistry.challengeOf(registered);
    if (state != State.UNCLAIMED) {
      registry.claim(ALICE, registered.id(), challenge);
    }
    if (state == State.PUBLIC) {
      registry.publish(ALICE, registered.id());
    }
    if (state == State.DELETED) {
      registry.delete(ALICE, registered.id());
    }
    Optional<Device> before = fixture.store.find(registered.id());
    Caller caller = caller(who, registered);
    fixture.observations.clear();

    Outcome actual = outcome(operation, caller, registered.id(), challenge);

    assertThat(actual).as("%s %s %s", operation, state, who).isEqualTo(expected);
    assertThat(fixture.observations)
        .as("observed %s %s %s", operation, state, who)
        .extracting(Observation::operation, Observation::outcome)
        .containsExactly(tuple(operation, expected));
    if (expected != Outcome.SUCCESS) {
      assertThat(fixture.store.find(registered.id())).isEqualTo(before);
    }
  }

  private Caller caller(Who who, Device device) {
    return switch (who) {
      case OWNER -> ALICE;
      case STRANGER -> BOB;
      case ITSELF -> self(device);
      case SIBLING -> self(registry.register(ALICE));
      case ANONYMOUS -> NOBODY;
    };
  }

  private Outcome outcome(Operation operation, Caller caller, DeviceId id, Challenge challenge) {
    try {
      Device unused =
          switch (operation) {
            case CLAIM -> registry.claim(caller, id, challenge);
            case FIND -> registry.find(caller, id);
            case RENAME -> registry.rename(caller, id, new Nick("nick-" + id));
            case PUBLISH -> registry.publish(caller, id);
            case UNPUBLISH -> registry.unpublish(caller, id);
            case DELETE -> registry.delete(caller, id);
            case REGISTER, LIST, SEEN -> throw new AssertionError("not in the table");
          };
      return Outcome.SUCCESS;
    } catch (RegistryException e) {
      return Outcome.of(e.reason());
    }
  }
}
