package com.pantahub.server;

import com.pantahub.registry.Challenge;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceChange;
import com.pantahub.registry.DeviceDraft;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.JoinTokenValue;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Precondition;
import com.pantahub.registry.Registration;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.Secret;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Optional;

/** What is served at {@code /devices} about single devices. Thread-safe. */
final class DevicesResource {
  private static final HttpString JOIN_TOKEN =
      HttpString.tryFromString("Pantahub-Devices-Auto-Token-V1");

  private final DeviceRegistry registry;
  private final DeviceLookup lookup;

  DevicesResource(DeviceRegistry registry) {
    this.registry = registry;
    this.lookup = new DeviceLookup(registry);
  }

  List<Route> routes(Api api) {
    return List.of(
        api.route(Methods.POST, "/devices", Access.ANYBODY, this::register),
        api.route(Methods.GET, "/devices/auth_status", Access.BEARER, LoginResource::claims),
        api.route(Methods.GET, "/devices/np/{owner}/{device}", Access.READ, this::getByNicks),
        api.route(Methods.GET, "/devices/{device}", Access.READ, this::get),
        api.route(Methods.PUT, "/devices/{device}", Access.WRITE, this::put),
        api.route(Methods.PATCH, "/devices/{device}", Access.WRITE, this::patch),
        api.route(Methods.DELETE, "/devices/{device}", Access.WRITE, this::delete),
        api.route(Methods.PUT, "/devices/{device}/public", Access.WRITE, this::publish),
        api.route(Methods.DELETE, "/devices/{device}/public", Access.WRITE, this::unpublish));
  }

  private ApiAnswer register(ApiRequest request) {
    request.requireUserAgent();
    DeviceDraft draft = request.jsonIfAny().map(DevicesResource::draft).orElse(DeviceDraft.EMPTY);
    Optional<String> token = request.header(JOIN_TOKEN);
    Registration registration =
        token.isPresent()
            ? registry.register(new JoinTokenValue(token.get()), draft)
            : registry.register(request.caller(), draft);
    return tagged(registration.device(), DeviceJson.registered(registration));
  }

  private static DeviceDraft draft(JsonObject sent) {
    return new DeviceDraft(
        sent.nonEmptyText("nick").map(Nick::new),
        sent.nonEmptyText("secret").map(Secret::new),
        metadata(sent, "user-meta"),
        metadata(sent, "device-meta"));
  }

  private static Metadata metadata(JsonObject sent, String name) {
    return sent.object(name).map(object -> Metadata.of(object.members())).orElse(Metadata.EMPTY);
  }

  private ApiAnswer get(ApiRequest request) {
    return found(request, lookup.byIdOrNick(request));
  }

  private ApiAnswer getByNicks(ApiRequest request) {
    return found(request, lookup.byNicks(request));
  }

  private ApiAnswer found(ApiRequest request, Device device) {
    DeviceJson json = DeviceJson.shownTo(request.caller(), device);
    return tagged(device, json.withOwnerNick(lookup.ownerNick(device)));
  }

  private ApiAnswer put(ApiRequest request) {
    DeviceId id = DeviceLookup.id(request);
    Optional<String> challenge = request.query().value("challenge").filter(text -> !text.isEmpty());
    if (challenge.isPresent()) {
      return claim(request, id, challenge.get());
    }
    JsonObject sent = request.json();
    Device before = registry.find(request.caller(), id);
    DeviceChange change = DevicePut.read(sent, before, request.caller());
    Device device = registry.update(request.caller(), id, change, ETags.ifMatch(request));
    DeviceJson json = DeviceJson.shownTo(request.caller(), device);
    change.secret().ifPresent(json::withSecret);
    return tagged(device, json);
  }

  private ApiAnswer claim(ApiRequest request, DeviceId id, String challenge) {
    if (!ETags.ifMatch(request).equals(Precondition.NONE)) {
      throw ApiException.preconditionFailed("Nobody knows the revision of an unclaimed device");
    }
    return shown(request, registry.claim(request.caller(), id, challenge(challenge)));
  }

  /** Reads a challenge; one that cannot be right is as wrong as any other. */
  private static Challenge challenge(String text) {
    try {
      return new Challenge(text);
    } catch (RegistryException e) {
      throw ApiException.forbidden("No Access to Device");
    }
  }

  private ApiAnswer patch(ApiRequest request) {
    DeviceId id = DeviceLookup.id(request);
    Optional<Nick> nick = request.json().nonEmptyText("nick").map(Nick::new);
    DeviceChange change = nick.map(DeviceChange.NONE::withNick).orElse(DeviceChange.NONE);
    return shown(request, registry.update(request.caller(), id, change, ETags.ifMatch(request)));
  }

  private ApiAnswer delete(ApiRequest request) {
    Device device =
        registry.delete(request.caller(), DeviceLookup.id(request), ETags.ifMatch(request));
    return ApiAnswer.of(DeviceJson.shownTo(request.caller(), device).asGarbage().toMap());
  }

  private ApiAnswer publish(ApiRequest request) {
    return setPublic(request, true);
  }

  private ApiAnswer unpublish(ApiRequest request) {
    return setPublic(request, false);
  }

  private ApiAnswer setPublic(ApiRequest request, boolean isPublic) {
    DeviceId id = DeviceLookup.id(request);
    DeviceChange change = DeviceChange.NONE.withPublic(isPublic);
    return shown(request, registry.update(request.caller(), id, change, ETags.ifMatch(request)));
  }

  private static ApiAnswer shown(ApiRequest request, Device device) {
    return tagged(device, DeviceJson.shownTo(request.caller(), device));
  }

  private static ApiAnswer tagged(Device device, DeviceJson json) {
    return ApiAnswer.of(json.toMap()).with(ETags.HEADER, ETags.format(device));
  }
}
