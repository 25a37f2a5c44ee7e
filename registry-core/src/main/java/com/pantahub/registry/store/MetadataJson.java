package com.pantahub.registry.store;

import com.pantahub.registry.Metadata;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes metadata as compact JSON and reads it again, exactly as it was. Thread-safe.
 *
 * <p>Control characters are escaped, U+0000 too, which PostgreSQL could not keep as it is. A number
 * comes back as the type it was: an integer as {@link Long} or {@link BigInteger}, and a {@link
 * BigDecimal} with its scale, for which one without fraction and exponent is written as {@code
 * 5e0}.
 */
final class MetadataJson {

  /*
   * The limits of what is kept are the domain's, so that Jackson's own are lifted: what was written
   * must be read. Property names are not put into Jackson's shared table of symbols, as hostile
   * ones could fill it or collide in it.
   */

  private static final int MAX_LONG_DIGITS = 18;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private MetadataJson() {}

  static String write(Metadata metadata) {
    if (metadata.asMap().isEmpty()) {
      return "{}";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      writeValue(json, metadata.asMap());
    }
    return text.toString();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number.scale() == 0 ? number + "e0" : number.toString());
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      object.forEach(
          (key, each) -> {
            json.writeName((String) key);
            writeValue(json, each);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> array) {
      json.writeStartArray();
      array.forEach(each -> writeValue(json, each));
      json.writeEndArray();
    } else {
      throw new IllegalArgumentException("not a value: class=" + value.getClass().getName());
    }
  }

  static Metadata read(String text) {
    if (text.equals("{}")) {
      return Metadata.EMPTY;
    }
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        return Metadata.of(readObject(json));
      }
    } catch (JacksonException e) {
      // Its message could show what is kept.
    }
    throw new StoreUnavailableException("The database holds metadata that is no JSON object");
  }

  private static Map<String, @Nullable Object> readObject(JsonParser json) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      json.nextToken();
      object.put(key, readValue(json));
    }
    return object;
  }

  private static List<@Nullable Object> readArray(JsonParser json) {
    List<@Nullable Object> array = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(readValue(json));
    }
    return array;
  }

  private static @Nullable Object readValue(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> readArray(json);
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(json.getString());
      case VALUE_NUMBER_FLOAT -> new BigDecimal(json.getString());
      default -> null;
    };
  }

  private static Number integer(String digits) {
    return digits.length() <= MAX_LONG_DIGITS
        ? (Number) Long.valueOf(digits)
        : new BigInteger(digits);
  }
}
