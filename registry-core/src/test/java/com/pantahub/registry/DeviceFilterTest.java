package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.DeviceFilter.Attribute;
import com.pantahub.registry.DeviceFilter.DeviceMetaKey;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceFilter.UserMetaKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFilterTest {

  private static final Device LAMP =
      new Device(
          new DeviceId("5f0000010a0b0c0d0e000001"),
          new Nick("Kitchen-Lamp"),
          new Ownership.Claimed(new Prn("prn:pantahub.com:auth:/user1"), true),
          new DeviceMetadata(
              Metadata.of(Map.of("room", "K\u00dcche", "a.b", 7, "on", true, "list", List.of(1))),
              Metadata.of(Map.of("load", 0.25))),
          new DeviceHistory(
              Instant.parse("2026-03-01T12:00:00.500Z"),
              Instant.parse("2026-03-01T12:00:01Z"),
              Optional.empty(),
              0));

  @ParameterizedTest
  @CsvSource({
    "ID, EQUALS, 5F0000010A0B0C0D0E000001, true",
    "PRN, STARTS_WITH, prn:::devices:/5f, true",
    "NICK, EQUALS, kitchen-lamp, true",
    "NICK, EQUALS, kitchen, false",
    "NICK, STARTS_WITH, KITCHEN, true",
    "NICK, STARTS_WITH, .*, false",
    "NICK, NOT_EQUALS, kitchen-lamp, false",
    "NICK, NOT_EQUALS, kitchen, true",
    "OWNER, EQUALS, prn:pantahub.com:auth:/user1, true",
    "PUBLIC, EQUALS, true, true",
    "PUBLIC, NOT_EQUALS, true, false",
    "TIME_CREATED, EQUALS, 2026-03-01T12:00:00.5Z, true",
    "TIME_MODIFIED, STARTS_WITH, 2026-03, true",
    "LAST_SEEN, STARTS_WITH, 2026, false",
    "LAST_SEEN, NOT_EQUALS, 2026, true",
    "GARBAGE, EQUALS, false, true",
  })
  void matches_attribute_isByItsText(
      Attribute field, Operator operator, String value, boolean expected) {
    assertThat(new DeviceFilter(field, operator, value).matches(LAMP)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "room, EQUALS, k\u00fcche, true",
    "a.b, EQUALS, 7, true",
    "on, EQUALS, TRUE, true",
    "list, STARTS_WITH, '', false",
    "none, NOT_EQUALS, x, true",
    "none, EQUALS, '', false",
    "room, STARTS_WITH, '', true",
  })
  void matches_userMeta_isByTheTextOfTheKey(
      String key, Operator operator, String value, boolean expected) {
    assertThat(new DeviceFilter(new UserMetaKey(key), operator, value).matches(LAMP))
        .isEqualTo(expected);
  }

  @Test
  void matches_deviceMeta_isNotUserMeta() {
    assertThat(new DeviceFilter(new DeviceMetaKey("load"), Operator.EQUALS, "0.25").matches(LAMP))
        .isTrue();
    assertThat(new DeviceFilter(new UserMetaKey("load"), Operator.EQUALS, "0.25").matches(LAMP))
        .isFalse();
  }
}
