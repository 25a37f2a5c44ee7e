package com.pantahub.it.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was answered with 200 is there, however the server ends. */
class DurabilityIT {

  private static final int CLIENTS = 8;
  private static final int MOST_DEVICES = 10_000;

  private final Path temporary;

  DurabilityIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void kill20Times_sqlite_keepsAllThatWasAnswered() throws Exception {
    killAgainAndAgain(TestDatabase.SQLITE, 20);
  }

  @Test
  void kill5Times_postgres_keepsAllThatWasAnswered() throws Exception {
    killAgainAndAgain(TestDatabase.POSTGRES, 5);
  }

  private void killAgainAndAgain(TestDatabase database, int times) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, String> variables = new HashMap<>(database.create());
    variables.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    try (RegistryServer server = RegistryServer.start(variables)) {
      String token = server.client().newUser("owner").token();
      Promises promises = new Promises();
      for (int i = 0; i < times; i++) {
        loadAndKill(server, token, promises, 20 + random.nextInt(200));
        server.restart();
        promises.assertKept(server.client().withToken(token));
        try (RegistryTables tables = RegistryTables.of(server)) {
          tables.assertSound(server);
        }
      }
      assertThat(promises.devices()).hasSizeGreaterThan(times);
      server.assertNoSecretInLog();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  /** Kills the server when it has answered so many requests, with more of them under way. */
  private static void loadAndKill(
      RegistryServer server, String token, Promises promises, int answers) throws Exception {
    ApiClient client = server.client().withToken(token);
    CountDownLatch answered = new CountDownLatch(answers);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(load(client, promises, answered)));
      }
      answered.await();
      server.kill();
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** Registers devices and changes their metadata until there is no answer any more. */
  private static Callable<Void> load(ApiClient client, Promises promises, CountDownLatch answered) {
    return () -> {
      try {
        while (true) {
          int number = promises.nextNumber();
          Registered device = client.register(Map.of("user-meta", Map.of("n", number)));
          promises.note(device.id(), "n", number);
          answered.countDown();
          for (int i = 0; i < 3; i++) {
            String key = "key" + i;
            ApiResponse patched =
                client.patch("/devices/" + device.id() + "/user-meta", Map.of(key, number + i));
            assertThat(patched.status()).isEqualTo(200);
            promises.note(device.id(), key, number + i);
            answered.countDown();
          }
        }
      } catch (IOException killed) {
        return null;
      }
    };
  }

  /** What the server has said that it keeps: values of metadata by device and key. Thread-safe. */
  private static final class Promises {
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Map<String, Integer>> devices = new ConcurrentHashMap<>();

    int nextNumber() {
      return numbers.incrementAndGet();
    }

    void note(String device, String key, int value) {
      devices.computeIfAbsent(device, missing -> new ConcurrentHashMap<>()).put(key, value);
    }

    Map<String, Map<String, Integer>> devices() {
      return devices;
    }

    void assertKept(ApiClient client) throws Exception {
      Map<String, JsonNode> kept = new HashMap<>();
      for (JsonNode device : client.get("/devices/?limit=" + MOST_DEVICES).json()) {
        kept.put(device.path("id").stringValue(), device.path("user-meta"));
      }
      assertThat(devices.size()).isLessThan(MOST_DEVICES);
      assertThat(kept.keySet()).containsAll(devices.keySet());
      devices.forEach(
          (device, metadata) ->
              metadata.forEach(
                  (key, value) ->
                      assertThat(requireNonNull(kept.get(device)).path(key).intValue(-1))
                          .as("%s of %s", key, device)
                          .isEqualTo(value)));
    }
  }
}
