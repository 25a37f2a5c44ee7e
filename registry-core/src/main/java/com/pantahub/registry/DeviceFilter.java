package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Picks devices by the text of one of their fields, upper and lower case being the same. Immutable.
 *
 * @param field which field
 * @param operator how its text must be to the value
 * @param value the value, taken literally
 */
public record DeviceFilter(Field field, Operator operator, String value) {

  /** A field of a device that devices can be picked by. Immutable. */
  public sealed interface Field {

    /**
     * Returns the text of this field.
     *
     * @param device the device
     * @return the text, or empty if the device has no such field
     */
    Optional<String> textOf(Device device);

    /**
     * Tells whether those may see this field who may see the device, but are neither its owner nor
     * itself.
     *
     * @return whether they may
     */
    boolean isShownToStrangers();
  }

  /** The fields that every device has. */
  public enum Attribute implements Field {
    /** Its identity. */
    ID,
    /** Its full name. */
    PRN,
    /** Its name. */
    NICK,
    /** The prn of its owner; an empty text while it is unclaimed. */
    OWNER,
    /** Whether everybody may see it: {@code true} or {@code false}. */
    PUBLIC,
    /** When it was registered, as in {@code 2026-03-01T12:00:00.5Z}. */
    TIME_CREATED,
    /** When it last changed. */
    TIME_MODIFIED,
    /** When it was last heard of. */
    LAST_SEEN,
    /** Whether it was deleted: always {@code false}, since what was deleted is in no list. */
    GARBAGE;

    @Override
    public Optional<String> textOf(Device device) {
      return switch (this) {
        case ID -> Optional.of(device.id().value());
        case PRN -> Optional.of(device.prn().value());
        case NICK -> Optional.of(device.nick().value());
        case OWNER -> Optional.of(device.owner().map(Prn::value).orElse(""));
        case PUBLIC -> Optional.of(Boolean.toString(device.isPublic()));
        case TIME_CREATED -> Optional.of(Rfc3339.format(device.timeCreated()));
        case TIME_MODIFIED -> Optional.of(Rfc3339.format(device.timeModified()));
        case LAST_SEEN -> device.lastSeen().map(Rfc3339::format);
        case GARBAGE -> Optional.of("false");
      };
    }

    @Override
    public boolean isShownToStrangers() {
      return this != LAST_SEEN && this != GARBAGE;
    }
  }

  /**
   * One key of the user-meta.
   *
   * @param key the key
   */
  public record UserMetaKey(String key) implements Field {
    @Override
    public Optional<String> textOf(Device device) {
      return text(device.userMeta().asMap().get(key));
    }

    @Override
    public boolean isShownToStrangers() {
      return false;
    }
  }

  /**
   * One key of the device-meta.
   *
   * @param key the key
   */
  public record DeviceMetaKey(String key) implements Field {
    @Override
    public Optional<String> textOf(Device device) {
      return text(device.deviceMeta().asMap().get(key));
    }

    @Override
    public boolean isShownToStrangers() {
      return false;
    }
  }

  /** How the text of a field must be to a value. */
  public enum Operator {
    /** The same. */
    EQUALS,
    /** Another, or there is none. */
    NOT_EQUALS,
    /** It begins with the value. */
    STARTS_WITH
  }

  /**
   * Makes a filter.
   *
   * @param field which field
   * @param operator how its text must be to the value
   * @param value the value
   */
  public DeviceFilter {
    requireNonNull(field, "field");
    requireNonNull(operator, "operator");
    requireNonNull(value, "value");
  }

  /**
   * Tells whether this picks a device.
   *
   * @param device the device
   * @return whether it does
   */
  public boolean matches(Device device) {
    Optional<String> text = field.textOf(device).map(DeviceFilter::folded);
    String wanted = folded(value);
    return switch (operator) {
      case EQUALS -> text.filter(wanted::equals).isPresent();
      case NOT_EQUALS -> text.filter(wanted::equals).isEmpty();
      case STARTS_WITH -> text.filter(found -> found.startsWith(wanted)).isPresent();
    };
  }

  /** Upper and then lower case, as {@link String#equalsIgnoreCase} compares. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Texts as they are, numbers and truth values as in JSON; objects and arrays have no text. */
  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }
}
