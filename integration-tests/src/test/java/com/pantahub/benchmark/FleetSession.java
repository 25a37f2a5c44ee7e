package com.pantahub.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Owners and devices of a fleet that are logged in to a server. Not thread-safe. */
final class FleetSession {

  /** As many are logged in, spread over the fleet. */
  private static final int LOGGED_IN_DEVICES = 1_000;

  private static final int LOGGED_IN_OWNERS = 50;
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final SplittableRandom random = new SplittableRandom(2);
  private final int port;
  private final int devices;
  private final int owners;
  private final String deviceSecret;
  private final List<String> ownerTokens = new ArrayList<>();
  private final Map<Integer, String> deviceTokens = new HashMap<>();
  private final List<Integer> loggedInDevices = new ArrayList<>();

  private FleetSession(int port, int devices, int owners, String deviceSecret) {
    this.port = port;
    this.devices = devices;
    this.owners = owners;
    this.deviceSecret = deviceSecret;
  }

  /** Logs in to a server over a fleet that {@link FleetLoader} has made. */
  static FleetSession logIn(int port, int devices, int owners, String deviceSecret)
      throws IOException, InterruptedException {
    FleetSession session = new FleetSession(port, devices, owners, deviceSecret);
    for (int i = 0; i < Math.min(owners, LOGGED_IN_OWNERS); i++) {
      session.ownerTokens.add(session.logIn(userLogin(session.owner(i))));
    }
    for (int i = 0; i < Math.min(devices, LOGGED_IN_DEVICES); i++) {
      int device = (int) ((long) i * devices / Math.min(devices, LOGGED_IN_DEVICES));
      session.deviceTokens.put(device, session.logIn(deviceLogin(device, deviceSecret)));
      session.loggedInDevices.add(device);
    }
    return session;
  }

  static String userLogin(int owner) {
    return login("owner-" + owner, FleetLoader.PASSWORD);
  }

  static String deviceLogin(int device, String secret) {
    return login("prn:::devices:/" + FleetLoader.deviceId(device), secret);
  }

  private static String login(String name, String secret) {
    return "{\"username\":\"" + name + "\",\"password\":\"" + secret + "\"}";
  }

  private String logIn(String login) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(login))
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    Matcher token = TOKEN.matcher(answer);
    if (!token.find()) {
      throw new IllegalStateException("no token: " + answer);
    }
    return token.group(1);
  }

  /** Returns how many seconds of CPU time the server has used. */
  double cpuSeconds() throws IOException, InterruptedException {
    URI target =
        URI.create("http://127.0.0.1:" + port + "/metrics/?name[]=".replace("[]", "%5B%5D"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + "process_cpu_seconds_total")).build();
    String scrape = http.send(request, BodyHandlers.ofString()).body();
    return Double.parseDouble(scrape.substring(scrape.lastIndexOf(' ') + 1).strip());
  }

  /** Returns the number of the i-th owner that is logged in, spread over all. */
  private int owner(int i) {
    return (int) ((long) i * owners / Math.min(owners, LOGGED_IN_OWNERS));
  }

  int someOwner() {
    return owner(random.nextInt(ownerTokens.size()));
  }

  String ownerToken(int owner) {
    return ownerTokens.get((int) ((long) owner * ownerTokens.size() / owners));
  }

  int someDeviceOf(int owner) {
    return owner + owners * random.nextInt(devices / owners);
  }

  int someDevice() {
    return random.nextInt(devices);
  }

  int someLoggedInDevice() {
    return loggedInDevices.get(random.nextInt(loggedInDevices.size()));
  }

  String deviceToken(int device) {
    return deviceTokens.getOrDefault(device, "");
  }

  String deviceSecret() {
    return deviceSecret;
  }

  int someNumber() {
    return random.nextInt(1_000_000);
  }
}
