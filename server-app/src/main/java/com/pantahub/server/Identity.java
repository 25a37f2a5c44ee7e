package com.pantahub.server;

import com.pantahub.registry.Principal;

/**
 * Who sent a request, as its token has proved. Immutable.
 *
 * @param principal who that is now
 * @param claims what the token says
 */
record Identity(Principal principal, TokenClaims claims) {}
