package com.pantahub.server;

import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceFilter.Attribute;
import com.pantahub.registry.DeviceFilter.DeviceMetaKey;
import com.pantahub.registry.DeviceFilter.Field;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceFilter.UserMetaKey;
import com.pantahub.server.QueryParameters.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the filters of a list: {@code nick=v}, {@code nick=!v}, {@code nick=^v}. No state. */
final class DeviceFilters {
  private static final String USER_META = "user-meta.";
  private static final String DEVICE_META = "device-meta.";

  /** Parameters that say whose devices are meant, and which page of them. */
  private static final Set<String> NO_FILTERS = Set.of("owner-nick", "limit", "after");

  private DeviceFilters() {}

  /**
   * Reads the filters of a query.
   *
   * @throws ApiException 400 if one is of an unknown field
   */
  static List<DeviceFilter> read(QueryParameters query) {
    return query.all().stream()
        .filter(one -> !NO_FILTERS.contains(one.name()))
        .filter(one -> !(one.name().equals("owner") && isPlain(one.value())))
        .map(DeviceFilters::filter)
        .toList();
  }

  /** Tells whether a value stands for itself, with no operator before it. */
  static boolean isPlain(String value) {
    return !value.startsWith("!") && !value.startsWith("^");
  }

  private static DeviceFilter filter(Parameter parameter) {
    Field field = field(parameter.name());
    String value = parameter.value();
    if (isPlain(value)) {
      return new DeviceFilter(field, Operator.EQUALS, value);
    }
    Operator operator = value.startsWith("!") ? Operator.NOT_EQUALS : Operator.STARTS_WITH;
    return new DeviceFilter(field, operator, value.substring(1));
  }

  private static Field field(String name) {
    if (name.startsWith(USER_META)) {
      return new UserMetaKey(name.substring(USER_META.length()));
    }
    if (name.startsWith(DEVICE_META)) {
      return new DeviceMetaKey(name.substring(DEVICE_META.length()));
    }
    for (Attribute attribute : Attribute.values()) {
      if (attribute.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return attribute;
      }
    }
    throw ApiException.badRequest("Devices have no such field to filter by");
  }
}
