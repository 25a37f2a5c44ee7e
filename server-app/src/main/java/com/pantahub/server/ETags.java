package com.pantahub.server;

import com.pantahub.registry.Device;
import com.pantahub.registry.Precondition;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells the revision of a device as an entity tag, and reads conditions on it (RFC 9110 sections
 * 8.8.3 and 13.1.1). No state.
 */
final class ETags {
  static final HttpString HEADER = Headers.ETAG;

  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|$)");
  private static final Pattern REVISION = Pattern.compile("0|[1-9]\\d{0,17}");

  private ETags() {}

  static String format(Device device) {
    return "\"" + device.revision() + "\"";
  }

  /**
   * Reads which revisions a request may change. A weak tag never matches, nor does one that is of
   * no revision.
   *
   * @throws ApiException 400 if the header is malformed
   */
  static Precondition ifMatch(ApiRequest request) {
    Optional<String> header = request.listHeader(Headers.IF_MATCH).map(String::trim);
    if (header.isEmpty() || header.get().equals("*")) {
      return Precondition.NONE;
    }
    String tags = header.get();
    Set<Long> revisions = new HashSet<>();
    Matcher tag = TAG.matcher(tags);
    int end = 0;
    while (end < tags.length()) {
      if (!tag.find(end) || tag.start() != end) {
        throw ApiException.badRequest("If-Match must be * or a list of entity tags");
      }
      if (tag.group(1) == null && REVISION.matcher(tag.group(2)).matches()) {
        revisions.add(Long.valueOf(tag.group(2)));
      }
      end = tag.end();
    }
    return Precondition.revisionIn(revisions);
  }
}
