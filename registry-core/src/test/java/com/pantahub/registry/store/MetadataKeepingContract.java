package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static com.pantahub.registry.store.StoreFixtures.withMetadata;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.StoredDevice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That every {@link DeviceStore} gives metadata back exactly as it was given. */
abstract class MetadataKeepingContract {

  private static final List<String> HOSTILE_TEXTS =
      List.of(
          "",
          "\0",
          "a\0b",
          "\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\ufffe\uffff",
          "\\u0000 \\ \" ' ` ; -- /* */ % _ ?",
          "'); drop table device; --",
          "😀\ud800\udc00\udbff\udfff",
          "e\u0301 é ﬁ ß İ",
          "{\"a\":1}",
          "null",
          "x".repeat(60_000));

  private static final List<Number> HOSTILE_NUMBERS =
      List.of(
          0L,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE),
          BigInteger.TEN.pow(2_000).negate(),
          new BigDecimal("5"),
          new BigDecimal("5.0"),
          new BigDecimal("5e3"),
          new BigDecimal("-0.0"),
          new BigDecimal("0.1"),
          new BigDecimal("1e-400"),
          new BigDecimal("1e400"),
          new BigDecimal("1e-2147483647"),
          new BigDecimal("1e2147483647"),
          new BigDecimal("3.14159265358979323846264338327950288419716939937510"));

  private final RegistryStore stores = newStore();
  private final DeviceStore store = stores.devices();
  private int devices;

  /** Returns an empty store. */
  abstract RegistryStore newStore();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void hostileTexts_asKeysAndValues_areKept() {
    Map<String, Object> values = new HashMap<>();
    HOSTILE_TEXTS.forEach(text -> values.put(text, List.of(text, Map.of(text, text))));

    assertKept(Metadata.of(values));
  }

  @Test
  void hostileNumbers_areKeptWithTheirTypes() {
    Map<String, Object> values = new HashMap<>();
    HOSTILE_NUMBERS.forEach(number -> values.put("n" + values.size(), number));

    assertKept(Metadata.of(values));
  }

  @Test
  void deepestNesting_isKept() {
    Object nested = "bottom";
    for (int depth = 2; depth <= Metadata.MAX_DEPTH; depth++) {
      nested = depth % 2 == 0 ? List.of(nested) : Map.of("", nested);
    }

    assertKept(Metadata.of(Map.of("top", nested)));
  }

  @Test
  void nulls_areKept() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("nothing", null);
    values.put("list", Arrays.asList(null, null));

    assertKept(Metadata.of(values));
  }

  @Test
  void randomValues_areKept() {
    long seed = new Random().nextLong();
    System.out.println(getClass().getSimpleName() + " seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      assertKept(Metadata.of(randomObject(random, 4)));
    }
  }

  @Test
  void hostileFilters_pickWhatTheySay() {
    List<String> texts = HOSTILE_TEXTS.stream().filter(text -> !text.isEmpty()).toList();
    for (String text : texts) {
      inserted(Metadata.of(Map.of(text, text)));
    }
    for (String text : texts) {
      DeviceFilter filter =
          new DeviceFilter(new DeviceFilter.UserMetaKey(text), Operator.EQUALS, text);
      assertThat(
              store.list(DeviceQuery.ownedBy(ALICE).withFilters(List.of(filter))).devices().stream()
                  .map(Device::userMeta))
          .containsExactly(Metadata.of(Map.of(text, text)));
    }
  }

  private void assertKept(Metadata metadata) {
    Device device = inserted(metadata);
    assertThat(store.find(device.id()).map(Device::userMeta)).contains(metadata);
    DeviceMetadata both = new DeviceMetadata(Metadata.EMPTY, metadata);
    store.update(device.id(), before -> withMetadata(before, both));
    assertThat(store.find(device.id()).map(Device::metadata)).contains(both);
  }

  private Device inserted(Metadata metadata) {
    StoredDevice stored = owned(ALICE, new Nick("lamp-" + devices++));
    store.insert(withMetadata(stored, new DeviceMetadata(metadata, Metadata.EMPTY)));
    return stored.device();
  }

  private static Map<String, @Nullable Object> randomObject(Random random, int depth) {
    Map<String, @Nullable Object> object = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.put(randomText(random), randomValue(random, depth - 1));
    }
    return object;
  }

  private static @Nullable Object randomValue(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> new BigInteger(random.nextInt(300), random);
      case 4 -> new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(40) - 20);
      case 5 -> randomText(random);
      case 6 -> randomObject(random, depth);
      default -> {
        List<@Nullable Object> array = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(randomValue(random, depth - 1));
        }
        yield array;
      }
    };
  }

  /** Returns up to ten characters of all of Unicode, most of them of its beginning. */
  private static String randomText(Random random) {
    return random
        .ints(random.nextInt(10), 0, Character.MAX_CODE_POINT + 1)
        .map(c -> random.nextInt(3) == 0 ? c : c % 0x180)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
