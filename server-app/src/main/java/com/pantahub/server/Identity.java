package com.pantahub.server;

import com.pantahub.registry.Principal;
import io.undertow.util.AttachmentKey;

/**
 * Who sent a request, as its token has proved. Immutable.
 *
 * @param principal who that is now
 * @param claims what the token says
 */
record Identity(Principal principal, TokenClaims claims) {

  /** Where the exchange of an authenticated request keeps it. */
  static final AttachmentKey<Identity> ATTACHMENT_KEY = AttachmentKey.create(Identity.class);
}
