/** {@code pantahub-serv}: a thin Undertow launcher over the registry and its metrics. */
@org.jspecify.annotations.NullMarked
package com.pantahub.server;
