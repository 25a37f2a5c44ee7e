package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document against the routes. */
class OpenApiResourceTest {
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
  private static final JsonObject DOCUMENT = document();

  @Test
  void document_served_isOpenApi() throws IOException {
    try (RunningService service = RunningService.start()) {
      JsonAnswer answer = service.anonymous().get("/openapi.json");
      assertThat(answer.success()).containsEntry("openapi", "3.1.0");
      assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
      assertThat(service.anonymous().send("HEAD", "/openapi.json", "").status()).isEqualTo(200);
    }
  }

  @Test
  void paths_everyOne_isServedAndEveryRouteIsThereWithWhoMay() throws IOException {
    List<String> routes = new ArrayList<>();
    try (RunningService service = RunningService.start()) {
      for (Route route : service.routes().rows()) {
        for (HttpString method : route.methods()) {
          routes.add(method + " " + route.path() + " " + security(route.access()));
        }
      }
    }
    List<String> documented = new ArrayList<>();
    for (String path : paths().members().keySet()) {
      for (String method : operations(path).members().keySet()) {
        // Written as it is served at once: /devices itself redirects there.
        String route = path.equals("/devices/") ? "/devices" : path;
        String operation = method.toUpperCase(Locale.ROOT) + " " + route;
        documented.add(operation + " " + operation(path, method).members().get("security"));
      }
    }
    assertThat(documented).containsExactlyInAnyOrderElementsOf(routes);
  }

  private static String security(Access access) {
    return switch (access) {
      case OPEN -> "[]";
      case ANYBODY -> "[{}, {bearer=[write]}]";
      case BEARER -> "[{bearer=[]}]";
      case READ -> "[{bearer=[read]}]";
      case WRITE -> "[{bearer=[write]}]";
      case TOKENS -> "[{bearer=[tokens]}]";
      case ADMINISTRATION -> "[{basic=[]}]";
    };
  }

  @Test
  void operations_each_hasWhatItNeeds() {
    Set<String> ids = new TreeSet<>();
    for (String path : paths().members().keySet()) {
      for (String method : operations(path).members().keySet()) {
        JsonObject operation = operation(path, method);
        assertThat(ids.add(operation.text("operationId").orElseThrow())).as(path).isTrue();
        assertThat(operation.text("summary").orElseThrow()).endsWith(".");
        assertThat(operation.object("responses").orElseThrow().has("200")).as(path).isTrue();
        assertThat(inPath(operation)).as(method + " " + path).isEqualTo(templated(path));
      }
    }
  }

  @Test
  void references_each_lead_somewhere() {
    List<String> references = new ArrayList<>();
    collect(DOCUMENT.members(), references);
    assertThat(references).isNotEmpty().allSatisfy(OpenApiResourceTest::resolve);
  }

  private static Set<String> templated(String path) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = IN_PATH.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static Set<String> inPath(JsonObject operation) {
    Set<String> names = new TreeSet<>();
    if (operation.members().get("parameters") instanceof List<?> parameters) {
      for (Object element : parameters) {
        JsonObject parameter = object(element);
        JsonObject resolved =
            parameter.has("$ref") ? resolve(parameter.text("$ref").orElseThrow()) : parameter;
        if (resolved.text("in").orElseThrow().equals("path")) {
          names.add(resolved.text("name").orElseThrow());
        }
      }
    }
    return names;
  }

  private static JsonObject resolve(String reference) {
    assertThat(reference).startsWith("#/");
    JsonObject found = DOCUMENT;
    for (String name : reference.substring(2).split("/", -1)) {
      found = found.object(name).orElseThrow(() -> new AssertionError(reference));
    }
    return found;
  }

  private static void collect(Object value, List<String> references) {
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> {
            if (name.equals("$ref") && member instanceof String reference) {
              references.add(reference);
            } else if (member != null) {
              collect(member, references);
            }
          });
    } else if (value instanceof List<?> elements) {
      elements.forEach(element -> collect(element, references));
    }
  }

  private static JsonObject object(Object value) {
    return new JsonObject(Map.of("it", value)).object("it").orElseThrow();
  }

  private static JsonObject paths() {
    return DOCUMENT.object("paths").orElseThrow();
  }

  private static JsonObject operations(String path) {
    return paths().object(path).orElseThrow();
  }

  private static JsonObject operation(String path, String method) {
    return operations(path).object(method).orElseThrow();
  }

  private static JsonObject document() {
    try {
      return JsonObject.read(OpenApiResource.document());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
