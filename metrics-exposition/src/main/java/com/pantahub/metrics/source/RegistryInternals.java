package com.pantahub.metrics.source;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the collections in which a foreign registry keeps its collectors. Stateless. */
final class RegistryInternals {

  private RegistryInternals() {}

  /** Finds a field that can be read, or returns null. */
  static @Nullable Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | InaccessibleObjectException | SecurityException e) {
      return null;
    }
  }

  /** Returns a copy of the collection in a field, or null if it is none of this type. */
  static <T> @Nullable List<T> elements(@Nullable Field field, Object owner, Class<T> type) {
    try {
      if (field == null || !(field.get(owner) instanceof Collection<?> collection)) {
        return null;
      }
      List<T> elements = new ArrayList<>(collection.size());
      for (Object element : collection) {
        elements.add(type.cast(element));
      }
      return elements;
    } catch (IllegalAccessException | ClassCastException e) {
      return null;
    }
  }
}
