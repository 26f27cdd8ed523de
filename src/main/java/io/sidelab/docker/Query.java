package io.sidelab.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path with a query, for calls whose parameters docker-java does not offer. */
final class Query {
  private final StringBuilder text;
  private char separator = '?';

  Query(String path) {
    text = new StringBuilder(path);
  }

  Query with(String name, String value) {
    text.append(separator).append(name).append('=');
    text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    separator = '&';
    return this;
  }

  String text() {
    return text.toString();
  }
}
