package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What is encoded must come out of somebody else's decoder as it went in. */
class GzipEncoderTest {

  /** Header, trailer, and five bytes for every block that can't be compressed. */
  private static final int GROWTH_BYTES = 64;

  private static final int WINDOW = 32 * 1024;
  private static final int RANDOM_ROUNDS = 400;

  private final ScrapeDeflater deflater = new ScrapeDeflater();

  static IntStream sizes() {
    return IntStream.of(
        0,
        1,
        2,
        3,
        7,
        8,
        9,
        15,
        257,
        258,
        259,
        4096,
        WINDOW - 1,
        WINDOW,
        WINDOW + 1,
        65_535,
        65_536,
        131_071,
        131_072,
        131_073,
        163_840,
        300_000,
        1_000_000);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void encode_everyShapeOfThisSize_isDecodedAsItWas(int size) throws IOException {
    Random random = new Random(size);
    for (Shape shape : Shape.values()) {
      byte[] text = shape.make(size, random);
      byte[] encoded = encode(text, new Random(1), 32 * 1024);

      assertThat(decode(encoded)).as("%s of %d", shape, size).isEqualTo(text);
      assertThat(encoded.length).isLessThan(size + size / 4096 + GROWTH_BYTES);
    }
  }

  @Test
  void encode_randomTextsInRandomPieces_areDecodedAsTheyWere() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("GzipEncoderTest seed: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < RANDOM_ROUNDS; round++) {
      ByteArrayOutputStream mixed = new ByteArrayOutputStream();
      for (int part = random.nextInt(6); part >= 0; part--) {
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        mixed.writeBytes(shape.make(random.nextInt(1 << random.nextInt(18)), random));
      }
      byte[] text = mixed.toByteArray();
      int chunkBytes = 16 + random.nextInt(40_000);

      byte[] encoded = encode(text, random, chunkBytes);

      assertThat(decode(encoded)).as("seed %d, round %d", seed, round).isEqualTo(text);
      assertThat(encoded).isEqualTo(encode(text, random, 16 + random.nextInt(40_000)));
    }
  }

  @Test
  void encode_distanceOfTheWholeWindow_isUsed() throws IOException {
    byte[] noise = Shape.NOISE.make(WINDOW, new Random(3));
    byte[] text = Arrays.copyOf(noise, 2 * WINDOW);
    System.arraycopy(noise, 0, text, WINDOW, WINDOW);

    byte[] encoded = encode(text, new Random(1), 32 * 1024);

    assertThat(decode(encoded)).isEqualTo(text);
    assertThat(encoded.length).isLessThan(WINDOW + 1024);
  }

  @Test
  void encode_emptyText_hasHeaderAndTrailerOfRfc1952() {
    byte[] encoded = encode(new byte[0], new Random(1), 4096);

    assertThat(Arrays.copyOf(encoded, 10)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
    assertThat(Arrays.copyOfRange(encoded, encoded.length - 8, encoded.length)).containsOnly(0);
  }

  /** The text before leaves nothing behind: equal texts have equal bytes. */
  @Test
  void encode_afterAnyOtherText_hasTheSameBytes() {
    Random random = new Random(11);
    byte[] text = Shape.EXPOSITION.make(15_000, random);
    byte[] encoded = encode(text, new Random(1), 32 * 1024);
    for (Shape shape : Shape.values()) {
      for (int size : new int[] {0, 1, 9, 5_000, WINDOW, 100_000, 300_000}) {
        encode(shape.make(size, random), new Random(1), 32 * 1024);

        assertThat(encode(text, new Random(1), 32 * 1024))
            .as("%s of %d", shape, size)
            .isEqualTo(encoded);
      }
    }
  }

  @Test
  void encode_everyShape_passesTheTestOfGzipItself(@TempDir Path directory) throws Exception {
    Random random = new Random(13);
    List<String> command = new ArrayList<>(List.of("gzip", "-t"));
    for (Shape shape : Shape.values()) {
      Path file = directory.resolve(shape + ".gz");
      Files.write(file, encode(shape.make(200_000, random), new Random(1), 32 * 1024));
      command.add(file.toString());
    }
    Process gzip = startIfInstalled(command);

    assertThat(new String(gzip.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(gzip.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 400_000, 4_000_000})
  void encode_expositionText_isHardlyLargerThanZlibs(int size) {
    byte[] text = Shape.EXPOSITION.make(size, new Random(5));
    Deflater zlib = new Deflater(6, true);
    zlib.setInput(text);
    zlib.finish();
    int zlibBytes = zlib.deflate(new byte[size]);
    zlib.end();

    assertThat(encode(text, new Random(1), 32 * 1024).length).isLessThan(zlibBytes * 12 / 10);
  }

  private static Process startIfInstalled(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new TestAbortedException("gzip is not installed", e);
    }
  }

  private byte[] encode(byte[] text, Random pieces, int chunkBytes) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ChunkSink sink =
        new ChunkSink() {
          @Override
          public byte[] first() {
            return new byte[chunkBytes];
          }

          @Override
          public byte[] next(byte[] chunk, int length) {
            encoded.write(chunk, 0, length);
            return new byte[chunkBytes];
          }

          @Override
          public void last(byte[] chunk, int length) {
            encoded.write(chunk, 0, length);
          }
        };
    GzipEncoder encoder = new GzipEncoder(deflater, new byte[1 << 17], sink);
    byte[] buffer = encoder.first();
    int from = 0;
    while (from < text.length) {
      int length = Math.min(text.length - from, 1 + pieces.nextInt(buffer.length));
      System.arraycopy(text, from, buffer, 0, length);
      buffer = encoder.next(buffer, length);
      from += length;
    }
    encoder.last(buffer, 0);
    return encoded.toByteArray();
  }

  private static byte[] decode(byte[] encoded) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(encoded);
    try (GZIPInputStream gzip = new GZIPInputStream(in, 8 * 1024)) {
      return gzip.readAllBytes();
    }
  }

  /** What a text can look like. */
  private enum Shape {
    NOISE {
      @Override
      byte[] make(int size, Random random) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
      }
    },
    ZEROS {
      @Override
      byte[] make(int size, Random random) {
        return new byte[size];
      }
    },
    LINE_FEEDS {
      @Override
      byte[] make(int size, Random random) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) '\n');
        return bytes;
      }
    },
    FEW_LETTERS {
      @Override
      byte[] make(int size, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) "ab\n".charAt(random.nextInt(3));
        }
        return bytes;
      }
    },
    /** Frequencies like Fibonacci's numbers make codes that are too long. */
    SKEWED {
      @Override
      byte[] make(int size, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) (Long.numberOfTrailingZeros(random.nextLong()) * 3);
        }
        return bytes;
      }
    },
    EXPOSITION {
      @Override
      byte[] make(int size, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
          text.append("http_requests_total{code=\"").append(random.nextInt(3) * 100 + 200);
          text.append("\",method=\"GET\",route=\"/api/v1/devices/{id}/part").append(i / 4);
          text.append("\"} ").append(random.nextInt(1_000_000) / 7.0).append('\n');
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
      }
    },
    /** Lines out of a few, now and then with another letter: matches end and begin anywhere. */
    REPEATED_LINES {
      @Override
      byte[] make(int size, Random random) {
        byte[][] lines = new byte[1 + random.nextInt(5)][];
        for (int i = 0; i < lines.length; i++) {
          lines[i] = FEW_LETTERS.make(random.nextInt(300), random);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (text.size() < size) {
          byte[] line = lines[random.nextInt(lines.length)].clone();
          if (line.length > 0 && random.nextBoolean()) {
            line[random.nextInt(line.length)] = (byte) random.nextInt(256);
          }
          text.writeBytes(line);
          text.write('\n');
        }
        return Arrays.copyOf(text.toByteArray(), size);
      }
    },
    /** The line before begins where the window does, or just beside. */
    LINES_AS_LONG_AS_THE_WINDOW {
      @Override
      byte[] make(int size, Random random) {
        byte[] line = FEW_LETTERS.make(WINDOW - 2 + random.nextInt(4), random);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
          int at = i % (line.length + 1);
          bytes[i] = at == line.length ? (byte) '\n' : (byte) (line[at] | 0x60);
        }
        return bytes;
      }
    },
    LONG_LINES {
      @Override
      byte[] make(int size, Random random) {
        byte[] bytes = FEW_LETTERS.make(size, random);
        for (int i = 0; i < size; i++) {
          bytes[i] = i % 40_000 == 39_999 ? (byte) '\n' : (byte) (bytes[i] | 0x60);
        }
        return bytes;
      }
    };

    abstract byte[] make(int size, Random random);
  }
}
