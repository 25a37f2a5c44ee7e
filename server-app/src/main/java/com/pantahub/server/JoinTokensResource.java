package com.pantahub.server;

import com.pantahub.registry.JoinToken;
import com.pantahub.registry.JoinTokenId;
import com.pantahub.registry.JoinTokens;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.NewJoinToken;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Rfc3339;
import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is served at {@code /devices/tokens}: tokens with which devices join. Thread-safe. */
final class JoinTokensResource {
  private static final JsonObject NOTHING = new JsonObject(Map.of());

  private final JoinTokens tokens;

  JoinTokensResource(JoinTokens tokens) {
    this.tokens = tokens;
  }

  List<Route> routes(Api api) {
    return List.of(
        api.route(Methods.POST, "/devices/tokens", Access.TOKENS, this::create),
        api.route(Methods.GET, "/devices/tokens", Access.TOKENS, this::list),
        api.route(Methods.DELETE, "/devices/tokens/{token}", Access.TOKENS, this::disable));
  }

  private ApiAnswer create(ApiRequest request) {
    JsonObject wanted = request.jsonIfAny().orElse(NOTHING);
    NewJoinToken created =
        tokens.create(
            request.caller(),
            wanted.nonEmptyText("nick").map(Nick::new),
            wanted
                .object("default-user-meta")
                .map(object -> Metadata.of(object.members()))
                .orElse(Metadata.EMPTY));
    return ApiAnswer.of(json(created.token(), Optional.of(created.value().value())));
  }

  private ApiAnswer list(ApiRequest request) {
    return ApiAnswer.of(
        tokens.list(request.caller()).stream()
            .map(token -> json(token, Optional.empty()))
            .toList());
  }

  private ApiAnswer disable(ApiRequest request) {
    tokens.disable(request.caller(), new JoinTokenId(request.path("token")));
    return ApiAnswer.of(Map.of("status", "OK"));
  }

  private static Map<String, Object> json(JoinToken token, Optional<String> shownOnce) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", token.id().value());
    json.put("prn", token.prn().value());
    json.put("nick", token.nick().value());
    json.put("owner", token.owner().value());
    shownOnce.ifPresent(value -> json.put("token", value));
    json.put("default-user-meta", token.defaultUserMeta().asMap());
    json.put("disabled", token.disabled());
    json.put("time-created", Rfc3339.format(token.times().created()));
    json.put("time-modified", Rfc3339.format(token.times().modified()));
    return json;
  }
}
