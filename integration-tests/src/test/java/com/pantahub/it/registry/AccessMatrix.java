package com.pantahub.it.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The table of who may do what, as it stands in {@code access-matrix.tsv}. Immutable. */
record AccessMatrix(List<Row> rows) {

  /** Who asks. */
  enum CallerKind {
    ANONYMOUS,
    DISABLED,
    GONE,
    OWNER,
    OTHER,
    DEVICE,
    SIBLING,
    READONLY,
    WRITE,
    CHANGE;

    static CallerKind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Tells whether this is the owner, whatever the token may be used for. */
    boolean isOwner() {
      return this == OWNER || this == READONLY || this == WRITE || this == CHANGE;
    }
  }

  /** How the device is. */
  enum DeviceState {
    PRIVATE,
    PUBLIC,
    UNCLAIMED,
    DELETED,
    /** It does not matter. */
    ANY;

    static DeviceState of(String text) {
      return text.equals("-") ? ANY : valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * One row.
   *
   * @param body empty for none
   * @param statuses what each caller is answered with
   */
  record Row(
      DeviceState state,
      String method,
      String target,
      String body,
      Map<CallerKind, Integer> statuses) {

    boolean isRead() {
      return method.equals("GET");
    }

    @Override
    public String toString() {
      return state.name().toLowerCase(Locale.ROOT) + " " + method + " " + target + " " + body;
    }
  }

  private static final int FIRST_CALLER = 4;

  static AccessMatrix read() throws IOException {
    try (InputStream file = AccessMatrix.class.getResourceAsStream("access-matrix.tsv");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(file, "file"), StandardCharsets.UTF_8))) {
      List<String[]> lines =
          reader
              .lines()
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .toList();
      String[] head = lines.get(0);
      return new AccessMatrix(lines.stream().skip(1).map(cells -> row(head, cells)).toList());
    }
  }

  private static Row row(String[] head, String[] cells) {
    if (cells.length != head.length) {
      throw new AssertionError("cells missing: " + String.join(" ", cells));
    }
    Map<CallerKind, Integer> statuses = new EnumMap<>(CallerKind.class);
    for (int i = FIRST_CALLER; i < cells.length; i++) {
      statuses.put(CallerKind.of(head[i]), Integer.valueOf(cells[i]));
    }
    String body = cells[3].equals("-") ? "" : cells[3];
    return new Row(DeviceState.of(cells[0]), cells[1], cells[2], body, statuses);
  }
}
