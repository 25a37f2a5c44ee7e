package com.pantahub.server;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.Prn;
import com.pantahub.server.QueryParameters.Parameter;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is served at {@code GET /devices/}: pages of lists. Thread-safe. */
final class DeviceListResource {
  private static final HttpString X_TOTAL_COUNT = HttpString.tryFromString("X-Total-Count");
  private static final HttpString LINK = HttpString.tryFromString("Link");
  private static final String AFTER = "after";

  private final DeviceRegistry registry;
  private final DeviceLookup lookup;

  DeviceListResource(DeviceRegistry registry) {
    this.registry = registry;
    this.lookup = new DeviceLookup(registry);
  }

  List<Route> routes(Api api) {
    return List.of(api.route(Methods.GET, "/devices", Access.READ, this::list));
  }

  private ApiAnswer list(ApiRequest request) {
    QueryParameters query = request.query();
    List<DeviceFilter> filters = DeviceFilters.read(query);
    Optional<Prn> owner = lookup.owner(query);
    if (owner.isEmpty() && request.caller() instanceof Caller.DeviceCaller self) {
      return itself(self, filters);
    }
    DeviceQuery devices =
        new DeviceQuery(
            owner.orElseGet(() -> request.principal().prn()),
            false,
            filters,
            query.value(AFTER).map(DeviceListResource::id),
            query.value("limit").map(DeviceListResource::limit).orElse(DeviceQuery.DEFAULT_LIMIT));
    DevicePage page = registry.list(request.caller(), devices);
    ApiAnswer answer = answer(request.caller(), page.devices(), page.total());
    return page.hasMore() ? answer.with(LINK, next(query, page.devices())) : answer;
  }

  private ApiAnswer itself(Caller.DeviceCaller self, List<DeviceFilter> filters) {
    Device device = registry.find(self, self.id());
    List<Device> picked =
        filters.stream().allMatch(filter -> filter.matches(device)) ? List.of(device) : List.of();
    return answer(self, picked, picked.size());
  }

  private static ApiAnswer answer(Caller caller, List<Device> devices, long total) {
    List<Map<String, Object>> json =
        devices.stream().map(device -> DeviceJson.shownTo(caller, device).toMap()).toList();
    return ApiAnswer.of(json).with(X_TOTAL_COUNT, Long.toString(total));
  }

  /** Links to the page that starts after the last device of this one (RFC 8288). */
  private static String next(QueryParameters query, List<Device> devices) {
    String sameParameters =
        query.all().stream()
            .filter(one -> !one.name().equals(AFTER))
            .map(DeviceListResource::encoded)
            .collect(Collectors.joining());
    String last = devices.get(devices.size() - 1).id().value();
    return "</devices/?" + sameParameters + AFTER + "=" + last + ">; rel=\"next\"";
  }

  private static String encoded(Parameter parameter) {
    return encoded(parameter.name()) + "=" + encoded(parameter.value()) + "&";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static DeviceId id(String text) {
    return new DeviceId(text);
  }

  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("limit must be a whole number");
    }
  }
}
