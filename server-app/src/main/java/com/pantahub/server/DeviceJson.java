package com.pantahub.server;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Challenge;
import com.pantahub.registry.Device;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.Registration;
import com.pantahub.registry.Rfc3339;
import com.pantahub.registry.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A device as JSON, under construction. Not thread-safe; one per device and answer. */
final class DeviceJson {
  private final Device device;
  private final boolean complete;
  private Optional<Nick> ownerNick = Optional.empty();
  private Optional<Secret> secret = Optional.empty();
  private boolean garbage;

  private DeviceJson(Device device, boolean complete) {
    this.device = device;
    this.complete = complete;
  }

  /** What may be shown of a device: all of it to its owner and to itself. */
  static DeviceJson shownTo(Caller caller, Device device) {
    return new DeviceJson(device, device.showsAllTo(caller));
  }

  /** What whoever has registered a device is shown. */
  static DeviceJson registered(Registration registration) {
    return new DeviceJson(registration.device(), true).withSecret(registration.secret());
  }

  DeviceJson withOwnerNick(Optional<Nick> nick) {
    ownerNick = nick;
    return this;
  }

  DeviceJson withSecret(Secret shownOnce) {
    secret = Optional.of(shownOnce);
    return this;
  }

  DeviceJson asGarbage() {
    garbage = true;
    return this;
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", device.id().value());
    json.put("prn", device.prn().value());
    json.put("nick", device.nick().value());
    json.put("owner", device.owner().map(Prn::value).orElse(""));
    ownerNick.ifPresent(nick -> json.put("owner-nick", nick.value()));
    secret.ifPresent(shown -> json.put("secret", shown.value()));
    if (complete) {
      device.challenge().map(Challenge::value).ifPresent(text -> json.put("challenge", text));
    }
    json.put("public", device.isPublic());
    if (complete) {
      json.put("user-meta", device.userMeta().asMap());
      json.put("device-meta", device.deviceMeta().asMap());
    }
    json.put("time-created", Rfc3339.format(device.timeCreated()));
    json.put("time-modified", Rfc3339.format(device.timeModified()));
    if (complete) {
      json.put("garbage", garbage);
      device.lastSeen().ifPresent(seen -> json.put("last-seen", Rfc3339.format(seen)));
    }
    return json;
  }
}
