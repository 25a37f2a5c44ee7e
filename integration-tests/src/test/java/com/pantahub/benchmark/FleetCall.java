package com.pantahub.benchmark;

import java.util.Locale;

/** What is asked of the server under load, about any device of the fleet. Immutable. */
enum FleetCall {
  DEVICE("GET /devices/{id}") {
    @Override
    String request(FleetSession session) {
      int owner = session.someOwner();
      String path = "/devices/" + FleetLoader.deviceId(session.someDeviceOf(owner));
      return get(path, session.ownerToken(owner));
    }
  },
  PAGE("a page of 50") {
    @Override
    String request(FleetSession session) {
      int owner = session.someOwner();
      String after = FleetLoader.deviceId(session.someDeviceOf(owner));
      return get("/devices/?limit=50&after=" + after, session.ownerToken(owner));
    }
  },
  FILTERED_BY_NICK("50, filtered by nick") {
    @Override
    String request(FleetSession session) {
      return get("/devices/?limit=50&nick=^device-1", session.ownerToken(session.someOwner()));
    }
  },
  FILTERED_BY_META("50, filtered by device-meta") {
    @Override
    String request(FleetSession session) {
      return get(
          "/devices/?limit=50&device-meta.pantavisor.version=019-3",
          session.ownerToken(session.someOwner()));
    }
  },
  PATCH("PATCH device-meta") {
    @Override
    String request(FleetSession session) {
      int device = session.someLoggedInDevice();
      return withBody(
          "PATCH /devices/" + FleetLoader.deviceId(device) + "/device-meta",
          "Authorization: Bearer " + session.deviceToken(device),
          "{\"uptime\":" + session.someNumber() + "}");
    }
  },
  SCRAPE("a scrape") {
    @Override
    String request(FleetSession session) {
      return "GET /metrics/ HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";
    }
  },
  DEVICE_LOGIN("login of a device") {
    @Override
    String request(FleetSession session) {
      return withBody(
          "POST /auth/login",
          "User-Agent: wrk",
          FleetSession.deviceLogin(session.someDevice(), session.deviceSecret()));
    }
  },
  USER_LOGIN("login of a user") {
    @Override
    String request(FleetSession session) {
      return withBody(
          "POST /auth/login", "User-Agent: wrk", FleetSession.userLogin(session.someOwner()));
    }
  };

  private final String title;

  FleetCall(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Writes a request as it goes over the wire. */
  abstract String request(FleetSession session);

  private static String get(String target, String token) {
    return String.format(
        Locale.ROOT,
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n",
        target,
        token);
  }

  private static String withBody(String methodAndTarget, String header, String json) {
    return String.format(
        Locale.ROOT,
        "%s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s",
        methodAndTarget,
        header,
        json.length(),
        json);
  }
}
