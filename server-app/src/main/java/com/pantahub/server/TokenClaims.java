package com.pantahub.server;

import com.pantahub.registry.Prn;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a valid token says. Immutable.
 *
 * @param loginName the name that was logged in with, as it was typed
 * @param prn who was logged in
 * @param generation how often that one's secret had been changed by then
 * @param scopes what the token may be used for
 * @param loggedIn when the password was shown; a refreshed token keeps it
 * @param all every claim, as it stands in the token
 */
record TokenClaims(
    String loginName,
    Prn prn,
    int generation,
    Set<Scope> scopes,
    Instant loggedIn,
    Map<String, Object> all) {

  static final String LOGIN_NAME = "id";
  static final String NICK = "nick";
  static final String PRN = "prn";
  static final String ROLES = "roles";
  static final String TYPE = "type";
  static final String SCOPES = "scopes";
  static final String EXPIRES = "exp";
  static final String LOGGED_IN = "orig_iat";
  static final String OWNER = "owner";
  static final String GENERATION = "gen";
}
