package com.pantahub.server;

/** Answers the requests of one route of the API. Implementations are thread-safe and may block. */
@FunctionalInterface
interface ApiHandler {

  /**
   * Answers a request.
   *
   * @throws ApiException if the answer is not 200
   * @throws com.pantahub.registry.RegistryException if the registry refuses
   */
  ApiAnswer answer(ApiRequest request);
}
