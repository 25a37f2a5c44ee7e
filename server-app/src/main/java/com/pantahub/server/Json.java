package com.pantahub.server;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Reads and writes JSON. Thread-safe.
 *
 * <p>Objects are maps in the order of their members, arrays are lists, numbers are {@link Long},
 * {@link BigInteger} or {@link BigDecimal} and so keep every digit.
 *
 * <p>What is read is strict UTF-8, one value and nothing after it, at most {@value #MAX_DEPTH}
 * levels deep, without repeated member names, halves of surrogate pairs, and numbers that nobody
 * means: their exponent is at most {@value #MAX_EXPONENT}, and they have at most 1,000 characters.
 */
final class Json {
  static final int MAX_DEPTH = 64;
  static final int MAX_EXPONENT = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1_000)
                  .build())
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  private Json() {}

  /**
   * Reads the one value of a text.
   *
   * @throws ApiException 400 if it is none, or beyond a limit
   */
  static @Nullable Object read(byte[] text) {
    String characters = decode(text);
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), new StringReader(characters))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw malformed("nothing");
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw malformed("something after the value");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw ApiException.badRequest(
          "JSON has at most " + MAX_DEPTH + " levels, and numbers of 1000 characters");
    } catch (JacksonException e) {
      // Its message repeats parts of the text, which may be a secret.
      throw malformed("malformed");
    }
  }

  /** Writes a value as UTF-8. */
  static byte[] write(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(generator, value);
    }
    return bytes.toByteArray();
  }

  private static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    }
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw malformed("incomplete");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> checked(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw malformed("malformed");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = checked(parser.currentName());
      if (members.containsKey(name)) {
        throw malformed("an object with two members of one name");
      }
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      elements.add(value(parser, next));
    }
    return elements;
  }

  private static Number integer(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : Long.valueOf(parser.getLongValue());
  }

  private static BigDecimal decimal(JsonParser parser) {
    try {
      BigDecimal number = new BigDecimal(parser.getString());
      long exponent = (long) number.precision() - number.scale() - 1;
      if (Math.abs(exponent) <= MAX_EXPONENT && Math.abs((long) number.scale()) <= MAX_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // An exponent beyond those of BigDecimal, answered below like the others.
    }
    throw ApiException.badRequest("A number in JSON has an exponent of at most " + MAX_EXPONENT);
  }

  /** Lets pass text that can be written as UTF-8. */
  private static String checked(String text) {
    // Of a pair, codePoints makes one character; what is left of this range is half of one.
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw malformed("half a surrogate pair");
    }
    return text;
  }

  private static ApiException malformed(String what) {
    return ApiException.badRequest("The body must be JSON, but is " + what);
  }

  private static void write(JsonGenerator generator, @Nullable Object value) {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof BigDecimal decimal) {
      generator.writeNumber(decimal);
    } else if (value instanceof BigInteger integer) {
      generator.writeNumber(integer);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (value instanceof Map<?, ?> members) {
      generator.writeStartObject();
      members.forEach(
          (name, member) -> {
            generator.writeName((String) name);
            write(generator, member);
          });
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> elements) {
      generator.writeStartArray();
      elements.forEach(element -> write(generator, element));
      generator.writeEndArray();
    } else {
      throw new IllegalArgumentException("no JSON value: class=" + value.getClass().getName());
    }
  }
}
