package com.pantahub.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.registry.RegistryException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MetadataTest {

  @Test
  void of_numbers_areBroughtToThreeTypes() {
    BigInteger beyond = BigInteger.ONE.shiftLeft(64);
    Metadata metadata =
        Metadata.of(
            Map.of(
                "int",
                1,
                "byte",
                (byte) 2,
                "big",
                BigInteger.TWO,
                "beyond",
                beyond,
                "double",
                0.25,
                "decimal",
                new BigDecimal("1.50")));

    assertThat(metadata.asMap())
        .containsEntry("int", 1L)
        .containsEntry("byte", 2L)
        .containsEntry("big", 2L)
        .containsEntry("beyond", beyond)
        .containsEntry("double", new BigDecimal("0.25"))
        .containsEntry("decimal", new BigDecimal("1.50"));
  }

  @Test
  void of_values_areCopiedForGood() {
    List<String> disks = new ArrayList<>(List.of("a"));
    Map<String, Object> values = new HashMap<>(Map.of("disks", disks));
    Metadata metadata = Metadata.of(values);
    disks.add("b");
    values.clear();

    assertThat(metadata.asMap()).containsEntry("disks", List.of("a"));
    assertThatThrownBy(() -> metadata.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    List<?> kept = (List<?>) requireNonNull(metadata.asMap().get("disks"));
    assertThatThrownBy(kept::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "x\udbff"})
  void of_unpairedSurrogate_isInvalid(String text) {
    assertInvalid(Map.of("key", text));
    assertInvalid(Map.of(text, "value"));
    assertInvalid(Map.of("key", List.of(Map.of(text, 1))));
  }

  @Test
  void of_nestedTooDeeply_isInvalid() {
    assertThat(Metadata.of(nested(Metadata.MAX_DEPTH)).asMap()).hasSize(1);
    assertInvalid(nested(Metadata.MAX_DEPTH + 1));
  }

  @Test
  void of_notOfJson_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("key", new Object())));
    assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("key", Double.NaN)));
  }

  @Test
  void merged_keys_areReplacedRemovedAndKept() {
    Metadata before = Metadata.of(Map.of("a", Map.of("x", 1, "y", 2), "b", 2, "c", 3));
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put("a", Map.of("x", 9));
    changes.put("b", null);
    changes.put("none", null);
    changes.put("d", 4);

    assertThat(before.merged(Metadata.of(changes)))
        .isEqualTo(Metadata.of(Map.of("a", Map.of("x", 9), "c", 3, "d", 4)));
  }

  @Test
  void toString_anything_showsNoContent() {
    assertThat(Metadata.of(Map.of("password", "hunter2")).toString())
        .doesNotContain("password")
        .doesNotContain("hunter2");
  }

  @Test
  void jsonBytes_randomValues_areWhatALibraryWrites() {
    long seed = new Random().nextLong();
    System.out.println("MetadataTest seed=" + seed);
    Random random = new Random(seed);
    JsonMapper json = JsonMapper.builder().build();
    for (int i = 0; i < 2_000; i++) {
      Metadata metadata = Metadata.of(object(random, 4));

      String written = json.writeValueAsString(metadata.asMap());

      assertThat(metadata.jsonBytes())
          .as(written)
          .isEqualTo(written.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private static Map<String, @Nullable Object> object(Random random, int depth) {
    Map<String, @Nullable Object> object = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> text(random);
      case 1 -> random.nextLong();
      case 2 -> new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20);
      case 3 -> new BigInteger(200, random);
      case 4 -> random.nextBoolean();
      case 5 -> null;
      case 6 -> Arrays.asList(value(random, depth - 1), value(random, depth - 1));
      default -> object(random, depth);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int[] kinds = {random.nextInt(0x20), '"', '\\', 'a', 0x7f, 0xe4, 0x20ac, 0x1f600, 0x2028};
      text.appendCodePoint(kinds[random.nextInt(kinds.length)]);
    }
    return text.toString();
  }

  private static Map<String, Object> nested(int depth) {
    return depth == 1 ? Map.of() : Map.of("k", nested(depth - 1));
  }

  private static void assertInvalid(Map<String, ?> values) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Metadata.of(values))
        .returns(Reason.INVALID, RegistryException::reason);
  }
}
