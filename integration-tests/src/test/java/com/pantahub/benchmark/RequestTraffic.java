package com.pantahub.benchmark;

import com.pantahub.benchmark.MetricFamily.Child;
import com.pantahub.benchmark.MetricFamily.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the families of a service which counts and times its requests by route. Always the same for
 * the same number of routes.
 *
 * <p>Five parts of the service have a counter of requests by method, route and status code, and a
 * gauge and a histogram by method and route: 880 samples a part with 10 routes.
 */
final class RequestTraffic {

  private static final int PARTS = 5;
  private static final int OBSERVATIONS = 50;
  private static final double MEAN_SECONDS = 0.25;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SEED = 20_260_101;
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
  private static final List<String> CODES = List.of("200", "400", "404", "500");
  private static final List<String> METHOD_ROUTE = List.of("method", "route");
  private static final List<String> METHOD_ROUTE_CODE = List.of("method", "route", "code");

  private final Random random = new Random(SEED);
  private final int routes;

  private RequestTraffic(int routes) {
    this.routes = routes;
  }

  /**
   * Makes the families.
   *
   * @param routes the number of routes, 440 samples each
   */
  static List<MetricFamily> families(int routes) {
    RequestTraffic traffic = new RequestTraffic(routes);
    List<MetricFamily> families = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      traffic.addPart("part" + part, families);
    }
    return List.copyOf(families);
  }

  private void addPart(String part, List<MetricFamily> families) {
    List<Child> requests = new ArrayList<>();
    List<Child> loads = new ArrayList<>();
    List<Child> durations = new ArrayList<>();
    for (String method : METHODS) {
      for (int i = 0; i < routes; i++) {
        String route = "/api/route" + i;
        for (String code : CODES) {
          double count = random.nextInt(1_000_000);
          requests.add(new Child(List.of(method, route, code), List.of(count)));
        }
        List<String> labelValues = List.of(method, route);
        loads.add(new Child(labelValues, List.of(100 * random.nextDouble())));
        durations.add(new Child(labelValues, durationsSeconds()));
      }
    }
    families.add(
        new MetricFamily(
            part + "_http_requests",
            Kind.COUNTER,
            "Requests answered by " + part + ", by status code.",
            METHOD_ROUTE_CODE,
            requests));
    families.add(
        new MetricFamily(
            part + "_http_load_percent",
            Kind.GAUGE,
            "How much of what " + part + " can do a route takes.",
            METHOD_ROUTE,
            loads));
    families.add(
        new MetricFamily(
            part + "_http_request_duration_seconds",
            Kind.HISTOGRAM,
            "How long " + part + " took to answer.",
            METHOD_ROUTE,
            durations));
  }

  private List<Double> durationsSeconds() {
    List<Double> durations = new ArrayList<>(OBSERVATIONS);
    for (int i = 0; i < OBSERVATIONS; i++) {
      double seconds = -MEAN_SECONDS * Math.log(1 - random.nextDouble());
      durations.add(Math.rint(seconds * NANOS_PER_SECOND) / NANOS_PER_SECOND);
    }
    return durations;
  }
}
