package com.pantahub.server;

import java.util.EnumMap;
import java.util.Map;

/** Configurations for tests: the defaults, but on a free port of the loopback interface. */
final class Configs {
  private Configs() {}

  static ServerConfig loopback() {
    return loopback(Map.of());
  }

  static ServerConfig loopback(Map<Setting, String> options) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.ADDRESS, "127.0.0.1");
    all.put(Setting.PORT, "0");
    all.putAll(options);
    return ServerConfig.of(new SettingValues(all, Map.of()));
  }
}
