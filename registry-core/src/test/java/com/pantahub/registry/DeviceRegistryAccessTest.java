package com.pantahub.registry;

import static com.pantahub.registry.DeviceChange.NONE;
import static com.pantahub.registry.TestRegistry.ALICE;
import static com.pantahub.registry.TestRegistry.BOB;
import static com.pantahub.registry.TestRegistry.NOBODY;
import static com.pantahub.registry.TestRegistry.self;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.RegistryObserver.Outcome;
import com.pantahub.registry.TestRegistry.Observation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with which device, and what the others are told. */
class DeviceRegistryAccessTest {

  private static final MetadataChange NOTE =
      new MetadataChange.Merge(Metadata.of(Map.of("note", "new")));

  private final TestRegistry fixture = new TestRegistry();
  private final DeviceRegistry registry = fixture.registry;

  /** What is done with it. */
  enum Action {
    CLAIM,
    FIND,
    RENAME,
    SET_SECRET,
    SET_USER_META,
    SET_DEVICE_META,
    CHANGE_NOTHING,
    PUBLISH,
    UNPUBLISH,
    DELETE
  }

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
          ACTION,          STATE,     OWNER,     STRANGER,  ITSELF,    SIBLING,   ANONYMOUS
          CLAIM,           PRIVATE,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,           PUBLIC,    FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,           UNCLAIMED, SUCCESS,   SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN
          CLAIM,           DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          FIND,            PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          FIND,            PUBLIC,    SUCCESS,   SUCCESS,   SUCCESS,   SUCCESS,   SUCCESS
          FIND,            UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          FIND,            DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          RENAME,          PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          RENAME,          PUBLIC,    SUCCESS,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          RENAME,          UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          RENAME,          DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          SET_SECRET,      PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_SECRET,      PUBLIC,    SUCCESS,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          SET_SECRET,      UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_SECRET,      DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          SET_USER_META,   PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_USER_META,   PUBLIC,    SUCCESS,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          SET_USER_META,   UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_USER_META,   DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          CHANGE_NOTHING,  PRIVATE,   SUCCESS,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          CHANGE_NOTHING,  PUBLIC,    SUCCESS,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          CHANGE_NOTHING,  UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          CHANGE_NOTHING,  DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          SET_DEVICE_META, PRIVATE, FORBIDDEN,   NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_DEVICE_META, PUBLIC, FORBIDDEN,   FORBIDDEN, SUCCESS,   FORBIDDEN, FORBIDDEN
          SET_DEVICE_META, UNCLAIMED, NOT_FOUND, NOT_FOUND, SUCCESS,   NOT_FOUND, NOT_FOUND
          SET_DEVICE_META, DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          PUBLISH,         PRIVATE,   SUCCESS,   NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          PUBLISH,         PUBLIC,    SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          PUBLISH,         UNCLAIMED, NOT_FOUND, NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          PUBLISH,         DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          UNPUBLISH,       PRIVATE,   SUCCESS,   NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          UNPUBLISH,       PUBLIC,    SUCCESS,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN
          UNPUBLISH,       UNCLAIMED, NOT_FOUND, NOT_FOUND, FORBIDDEN, NOT_FOUND, NOT_FOUND
          UNPUBLISH,       DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,          PRIVATE,   SUCCESS,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,          PUBLIC,    SUCCESS,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,          UNCLAIMED, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          DELETE,          DELETED,   NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND
          """)
  void action_byEveryCaller_endsAsTheTableSays(
      Action action,
      State state,
      Outcome owner,
      Outcome stranger,
      Outcome itself,
      Outcome sibling,
      Outcome anonymous) {
    assertEnds(action, state, Who.OWNER, owner);
    assertEnds(action, state, Who.STRANGER, stranger);
    assertEnds(action, state, Who.ITSELF, itself);
    assertEnds(action, state, Who.SIBLING, sibling);
    assertEnds(action, state, Who.ANONYMOUS, anonymous);
  }

  private void assertEnds(Action action, State state, Who who, Outcome expected) {
    Device registered = registry.register(NOBODY, DeviceDraft.EMPTY).device();
    Challenge challenge = TestRegistry.challengeOf(registered);
    if (state != State.UNCLAIMED) {
      registry.claim(ALICE, registered.id(), challenge);
    }
    if (state == State.PUBLIC) {
      registry.publish(ALICE, registered.id());
    }
    if (state == State.DELETED) {
      registry.delete(ALICE, registered.id(), Precondition.NONE);
    }
    Optional<StoredDevice> before = kept(registered.id());
    Caller caller = caller(who, registered);
    fixture.observations.clear();

    Outcome actual = outcome(action, caller, registered.id(), challenge);

    assertThat(actual).as("%s %s %s", action, state, who).isEqualTo(expected);
    assertThat(fixture.observations)
        .as("observed %s %s %s", action, state, who)
        .extracting(Observation::outcome)
        .containsExactly(expected);
    if (expected != Outcome.SUCCESS) {
      assertThat(kept(registered.id())).isEqualTo(before);
    }
  }

  private Optional<StoredDevice> kept(DeviceId id) {
    return fixture.store.devices().update(id, stored -> stored);
  }

  private Caller caller(Who who, Device device) {
    return switch (who) {
      case OWNER -> ALICE;
      case STRANGER -> BOB;
      case ITSELF -> self(device);
      case SIBLING -> self(registry.register(ALICE, DeviceDraft.EMPTY).device());
      case ANONYMOUS -> NOBODY;
    };
  }

  private Outcome outcome(Action action, Caller caller, DeviceId id, Challenge challenge) {
    try {
      Device unused =
          switch (action) {
            case CLAIM -> registry.claim(caller, id, challenge);
            case FIND -> registry.find(caller, id);
            case RENAME -> registry.rename(caller, id, new Nick("nick-" + id));
            case PUBLISH -> registry.publish(caller, id);
            case UNPUBLISH -> registry.unpublish(caller, id);
            case SET_SECRET -> change(caller, id, NONE.withSecret(new Secret("new")));
            case SET_USER_META -> change(caller, id, NONE.withUserMeta(NOTE));
            case SET_DEVICE_META -> change(caller, id, NONE.withDeviceMeta(NOTE));
            case CHANGE_NOTHING -> change(caller, id, NONE);
            case DELETE -> registry.delete(caller, id, Precondition.NONE);
          };
      return Outcome.SUCCESS;
    } catch (RegistryException e) {
      return Outcome.of(e.reason());
    }
  }

  private Device change(Caller caller, DeviceId id, DeviceChange change) {
    return registry.update(caller, id, change, Precondition.NONE);
  }
}
