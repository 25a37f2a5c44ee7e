package com.pantahub.server;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceChange;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.MetadataChange;
import io.undertow.util.Methods;
import java.util.List;
import java.util.function.Function;

/**
 * What is served at {@code /devices/{device}/user-meta} and {@code .../device-meta}. Thread-safe.
 */
final class MetadataResource {

  /** The two kinds of metadata. */
  private enum Kind {
    USER {
      @Override
      Metadata of(Device device) {
        return device.userMeta();
      }

      @Override
      DeviceChange change(MetadataChange change) {
        return DeviceChange.NONE.withUserMeta(change);
      }
    },
    DEVICE {
      @Override
      Metadata of(Device device) {
        return device.deviceMeta();
      }

      @Override
      DeviceChange change(MetadataChange change) {
        return DeviceChange.NONE.withDeviceMeta(change);
      }
    };

    abstract Metadata of(Device device);

    abstract DeviceChange change(MetadataChange change);
  }

  private final DeviceRegistry registry;
  private final DeviceLookup lookup;

  MetadataResource(DeviceRegistry registry) {
    this.registry = registry;
    this.lookup = new DeviceLookup(registry);
  }

  List<Route> routes(Api api) {
    return List.of(
        get(api, "/devices/{device}/user-meta", Kind.USER),
        put(api, "/devices/{device}/user-meta", Kind.USER),
        patch(api, "/devices/{device}/user-meta", Kind.USER),
        get(api, "/devices/{device}/device-meta", Kind.DEVICE),
        put(api, "/devices/{device}/device-meta", Kind.DEVICE),
        patch(api, "/devices/{device}/device-meta", Kind.DEVICE));
  }

  private Route get(Api api, String path, Kind kind) {
    return api.route(Methods.GET, path, Access.READ, request -> read(request, kind));
  }

  private Route put(Api api, String path, Kind kind) {
    return api.route(
        Methods.PUT,
        path,
        Access.WRITE,
        request -> change(request, kind, MetadataChange.Replace::new));
  }

  private Route patch(Api api, String path, Kind kind) {
    return api.route(
        Methods.PATCH,
        path,
        Access.WRITE,
        request -> change(request, kind, MetadataChange.Merge::new));
  }

  /** Answers the metadata, which of a public device too is nobody's but its owner's and its own. */
  private ApiAnswer read(ApiRequest request, Kind kind) {
    Device device = lookup.byIdOrNick(request);
    if (!device.showsAllTo(request.caller())) {
      throw ApiException.forbidden("Only the device and its owner may read metadata");
    }
    return answer(device, kind);
  }

  private ApiAnswer change(
      ApiRequest request, Kind kind, Function<Metadata, MetadataChange> change) {
    Metadata sent = Metadata.of(request.json().members());
    DeviceId id = lookup.idOfIdOrNick(request);
    DeviceChange wanted = kind.change(change.apply(sent));
    return answer(registry.update(request.caller(), id, wanted, ETags.ifMatch(request)), kind);
  }

  private static ApiAnswer answer(Device device, Kind kind) {
    return ApiAnswer.of(kind.of(device).asMap()).with(ETags.HEADER, ETags.format(device));
  }
}
