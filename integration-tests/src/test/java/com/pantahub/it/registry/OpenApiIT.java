package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the API, which is what is served and nothing else. */
@OnEachDatabase
final class OpenApiIT {
  private final ApiClient anonymous;
  private final ApiClient user;

  OpenApiIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    anonymous = server.client();
    user = server.user("openapi");
  }

  private JsonNode document() throws Exception {
    return Expect.ok(anonymous.get("/openapi.json"));
  }

  /** Spells a path with {@code {}} for each parameter, and without a slash at its end. */
  private static String template(String path) {
    String template = path.replaceAll("\\?.*", "").replaceAll("\\{[^}]*}", "{}");
    return template.length() > 1 && template.endsWith("/")
        ? template.substring(0, template.length() - 1)
        : template;
  }

  private Set<String> operations() throws Exception {
    Set<String> operations = new TreeSet<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().propertyNames().stream()
                    .filter(List.of("get", "put", "post", "patch", "delete")::contains)
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + template(path.getKey()))
                    .forEach(operations::add));
    return operations;
  }

  @Test
  void document_anybody_isOpenApi31() throws Exception {
    JsonNode document = document();
    assertThat(document.path("openapi").stringValue()).startsWith("3.1.");
    assertThat(document.path("info").path("title").isString()).isTrue();
    assertThat(document.path("info").path("version").isString()).isTrue();
    assertThat(document.path("components").path("securitySchemes").isEmpty()).isFalse();
  }

  @Test
  void document_everyRouteOfTheAccessMatrix_isDescribed() throws Exception {
    Set<String> tried = new TreeSet<>();
    for (AccessMatrix.Row row : AccessMatrix.read().rows()) {
      if (!row.statuses().containsValue(405) && !row.target().contains("/nothing")) {
        tried.add(row.method() + " " + template(row.target()));
      }
    }
    assertThat(operations()).isEqualTo(tried);
  }

  @Test
  void document_everyReference_leadsSomewhere() throws Exception {
    JsonNode document = document();
    for (String reference : document.findValuesAsString("$ref")) {
      assertThat(reference).startsWith("#/");
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void document_everyOperation_isServedAndAsksForATokenIfItSaysSo() throws Exception {
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode description = operation.getValue();
        if (!description.has("responses")) {
          continue;
        }
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        String target = path.getKey().replaceAll("\\{[^}]*}", "000000000000000000000000");
        if (method.equals("HEAD")) {
          continue;
        }
        ApiResponse known = user.call(method, target, null);
        assertThat(known.status()).as("%s %s", method, target).isNotEqualTo(405);
        assertThat(description.path("responses").propertyNames())
            .as("statuses of %s %s", method, target)
            .contains(Integer.toString(known.status()));
        ApiResponse unknown = anonymous.call(method, target, null);
        if (description.path("responses").has("401")
            && description.path("security").isMissingNode()) {
          assertThat(unknown.status()).as("%s %s", method, target).isEqualTo(401);
        }
      }
    }
  }
}
