package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.AccessMatrix.CallerKind;
import com.pantahub.it.registry.AccessMatrix.DeviceState;
import com.pantahub.it.registry.AccessMatrix.Row;
import com.pantahub.it.registry.ApiClient.Registered;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every caller tries everything on a device in every state: the answers are those of one table,
 * whoever is refused has changed nothing, and nobody is shown what is not theirs.
 */
@OnEachDatabase
final class AccessMatrixIT {
  private static final String SCOPES = "prn:pantahub.com:apis:/base/devices.";

  /** Numbers the names that calls change devices to. */
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final RegistryServer server;
  private final ApiClient owner;
  private final ApiClient anonymous;

  AccessMatrixIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    owner = server.user("matrix-owner");
    anonymous = server.client();
  }

  /** A device of one state. Used by one thread; logging in costs a write, so it comes last. */
  private static final class Subject {
    final Registered device;
    final String nick;
    final String challenge;
    final Map<String, String> mark;
    private @Nullable ApiClient self;

    Subject(Registered device, String nick, String challenge, Map<String, String> mark) {
      this.device = device;
      this.nick = nick;
      this.challenge = challenge;
      this.mark = mark;
    }

    String path() {
      return "/devices/" + device.id();
    }

    ApiClient self(ApiClient anybody) throws Exception {
      ApiClient loggedIn = self == null ? anybody.as(device) : self;
      self = loggedIn;
      return loggedIn;
    }
  }

  @Test
  void matrix_table_hasEveryStateAndCaller() throws Exception {
    AccessMatrix matrix = AccessMatrix.read();
    assertThat(matrix.rows().stream().map(Row::state)).contains(DeviceState.values());
    for (Row row : matrix.rows()) {
      assertThat(row.statuses().keySet()).isEqualTo(EnumSet.allOf(CallerKind.class));
    }
  }

  @Test
  void matrix_everyCell_isAsInTheTable() throws Exception {
    Map<CallerKind, ApiClient> callers = callers();
    List<Row> rows = AccessMatrix.read().rows();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Concurrently.times(rows.size(), i -> tryAll(rows.get(i), callers, wrong));
    assertThat(wrong).isEmpty();
  }

  private Map<CallerKind, ApiClient> callers() throws Exception {
    Map<CallerKind, ApiClient> callers = new EnumMap<>(CallerKind.class);
    callers.put(CallerKind.ANONYMOUS, anonymous);
    callers.put(CallerKind.OWNER, owner);
    callers.put(CallerKind.OTHER, server.user("matrix-other"));
    callers.put(CallerKind.SIBLING, owner.as(owner.register(Map.of())));
    for (CallerKind limited : List.of(CallerKind.READONLY, CallerKind.WRITE, CallerKind.CHANGE)) {
      String scope = SCOPES + limited.name().toLowerCase(Locale.ROOT);
      callers.put(limited, owner.logIn("matrix-owner", "password-of-matrix-owner", scope));
    }
    callers.put(CallerKind.DISABLED, server.user("matrix-disabled"));
    server.run("", "account", "disable", "matrix-disabled");
    Registered gone = owner.register(Map.of());
    callers.put(CallerKind.GONE, owner.as(gone));
    Expect.ok(owner.delete("/devices/" + gone.id()));
    return callers;
  }

  private Subject subject(DeviceState state) throws Exception {
    Map<String, String> mark = Map.of("mark", "mark-" + NUMBER.incrementAndGet() + "-of-metadata");
    Registered device = anonymous.register(Map.of("device-meta", mark));
    String challenge = server.secrets().note(device.challenge().orElseThrow());
    if (state == DeviceState.UNCLAIMED) {
      Subject unclaimed = new Subject(device, device.nick(), challenge, mark);
      Expect.ok(unclaimed.self(anonymous).put(unclaimed.path() + "/user-meta", mark));
      return unclaimed;
    }
    ApiResponse claimed = owner.put("/devices/" + device.id() + "?challenge=" + challenge, null);
    Subject subject = new Subject(device, claimed.field("nick"), challenge, mark);
    boolean isPublic = state == DeviceState.PUBLIC;
    Expect.ok(owner.put(subject.path(), Map.of("user-meta", mark, "public", isPublic)));
    if (state == DeviceState.DELETED) {
      subject.self(anonymous);
      Expect.ok(owner.delete(subject.path()));
    }
    return subject;
  }

  /** Lets all callers try one row, each on a device that is still as it was. */
  private void tryAll(Row row, Map<CallerKind, ApiClient> callers, Queue<String> wrong)
      throws Exception {
    @Nullable Subject subject = null;
    String before = "";
    for (CallerKind kind : CallerKind.values()) {
      if (subject == null) {
        subject = subject(row.state());
        before = snapshot(row, subject);
      }
      boolean isDevice = kind == CallerKind.DEVICE;
      ApiClient caller = isDevice ? subject.self(anonymous) : callers.getOrDefault(kind, anonymous);
      before = isDevice ? snapshot(row, subject) : before;
      if (succeeds(row, kind, caller, subject, wrong) && !row.isRead()) {
        subject = null;
      } else if (!snapshot(row, subject).equals(before)) {
        wrong.add(row + " by " + kind + " has changed the device");
        subject = null;
      }
    }
  }

  /** Tries one cell, and tells whether what was tried was done. */
  private boolean succeeds(
      Row row, CallerKind kind, ApiClient caller, Subject subject, Queue<String> wrong)
      throws Exception {
    String body = filledIn(row.body(), subject);
    ApiResponse answer =
        caller.call(row.method(), filledIn(row.target(), subject), body.isEmpty() ? null : body);
    String cell = row + " by " + kind;
    if (!Integer.valueOf(answer.status()).equals(row.statuses().get(kind))) {
      wrong.add(cell + ": " + answer.status() + ", not " + row.statuses().get(kind));
    }
    shown(row, kind, subject, answer).forEach(what -> wrong.add(cell + " is shown " + what));
    return answer.status() == 200;
  }

  /** Returns all there is to know about the device. */
  private String snapshot(Row row, Subject subject) throws Exception {
    return switch (row.state()) {
      case PRIVATE, PUBLIC -> {
        ApiResponse answer = owner.get(subject.path());
        yield answer.text() + answer.header("ETag");
      }
      case UNCLAIMED -> {
        ApiResponse answer = subject.self(anonymous).get(subject.path());
        yield answer.text() + answer.header("ETag");
      }
      case DELETED -> Integer.toString(owner.get(subject.path()).status());
      case ANY -> "";
    };
  }

  private String filledIn(String text, Subject subject) throws Exception {
    if (text.contains("{token-id}")) {
      ApiResponse made = owner.post("/devices/tokens", Map.of());
      server.secrets().note(made.field("token"));
      return text.replace("{token-id}", made.field("id"));
    }
    return text.replace("{id}", subject.device.id())
        .replace("{nick}", subject.nick)
        .replace("{owner-nick}", "matrix-owner")
        .replace("{owner-prn}", ownerPrn())
        .replace("{challenge}", subject.challenge)
        .replace("{device-prn}", subject.device.prn())
        .replace("{device-secret}", subject.device.secret())
        .replace("{new}", "new-in-the-matrix-" + NUMBER.incrementAndGet());
  }

  private String ownerPrn() {
    return String.valueOf(ForgedToken.of(owner.token()).claims().get("prn"));
  }

  /** Names what the caller is shown, and must not be. */
  private static List<String> shown(Row row, CallerKind kind, Subject subject, ApiResponse answer) {
    boolean isDevice = kind == CallerKind.DEVICE;
    boolean isTheirs = row.state() != DeviceState.UNCLAIMED && row.state() != DeviceState.DELETED;
    boolean isClaim = row.target().contains("{challenge}") && answer.status() == 200;
    List<String> hidden = new ArrayList<>(List.of(subject.device.secret()));
    if (!isDevice || row.state() != DeviceState.UNCLAIMED) {
      hidden.add(subject.challenge);
    }
    if (!isDevice && !isClaim && !(kind.isOwner() && isTheirs)) {
      hidden.addAll(subject.mark.values());
    }
    return hidden.stream().filter(answer.text()::contains).toList();
  }
}
