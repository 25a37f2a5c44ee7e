package com.pantahub.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was sent, by the types that its members are expected to have. Immutable.
 *
 * <p>A member that is {@code null} counts as absent. One of another type is an {@link ApiException}
 * 400 that names it. {@link #toString} shows nothing, since there may be secrets in it.
 */
final class JsonObject {
  private final Map<String, ? extends @Nullable Object> members;

  JsonObject(Map<String, ? extends @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads an object from text.
   *
   * @throws ApiException 400 if it is none
   */
  static JsonObject read(byte[] text) {
    if (Json.read(text) instanceof Map<?, ?> members) {
      return new JsonObject(named(members));
    }
    throw ApiException.badRequest("The body must be a JSON object");
  }

  Map<String, ? extends @Nullable Object> members() {
    return members;
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  Optional<String> text(String name) {
    return member(name, String.class, "a string");
  }

  /** Returns a text, absent also where it is empty. */
  Optional<String> nonEmptyText(String name) {
    return text(name).filter(text -> !text.isEmpty());
  }

  Optional<Boolean> flag(String name) {
    return member(name, Boolean.class, "true or false");
  }

  Optional<Long> wholeNumber(String name) {
    return member(name, Long.class, "a whole number");
  }

  Optional<JsonObject> object(String name) {
    return member(name, Map.class, "an object").map(found -> new JsonObject(named(found)));
  }

  private <T> Optional<T> member(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value == null || type.isInstance(value)) {
      return Optional.ofNullable(value).map(type::cast);
    }
    throw ApiException.badRequest(name + " must be " + expected);
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> members) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    members.forEach((name, value) -> named.put((String) name, value));
    return named;
  }

  @Override
  public String toString() {
    return "JsonObject[hidden]";
  }
}
