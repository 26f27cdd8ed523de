package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells who sent a request. Believes forwarding headers only from proxies that are trusted. */
final class Callers {
  private static final Pattern LITERAL = Pattern.compile("\\[?([0-9a-fA-F:.]{2,45})]?");

  private final Set<InetAddress> trusted;

  Callers(Set<String> trustedProxies) {
    this.trusted =
        trustedProxies.stream()
            .map(
                text ->
                    parse(text)
                        .orElseThrow(
                            () -> new IllegalArgumentException("not an IP address: " + text)))
            .collect(Collectors.toUnmodifiableSet());
  }

  Caller of(HttpServletRequest request) {
    InetAddress peer = parse(request.getRemoteAddr()).orElse(InetAddress.getLoopbackAddress());
    if (!trusted.contains(peer)) {
      return new Caller(peer, request.isSecure(), !forwarded(request));
    }
    List<String> hops = values(request, "X-Forwarded-For");
    Collections.reverse(hops);
    InetAddress client = peer;
    for (String hop : hops) {
      if (!trusted.contains(client)) {
        break;
      }
      client = parse(hop).orElse(client);
    }
    List<String> schemes = values(request, "X-Forwarded-Proto");
    boolean secure =
        schemes.isEmpty()
            ? request.isSecure()
            : schemes.get(schemes.size() - 1).toLowerCase(Locale.ROOT).equals("https");
    return new Caller(client, secure, true);
  }

  /** Whether a header says that the request passed a proxy. */
  static boolean forwarded(HttpServletRequest request) {
    return request.getHeader("X-Forwarded-For") != null
        || request.getHeader("Forwarded") != null
        || request.getHeader("Via") != null;
  }

  private static List<String> values(HttpServletRequest request, String header) {
    List<String> values = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String value : line.split(",")) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** Reads an address; never asks a name server. */
  private static Optional<InetAddress> parse(String text) {
    var literal = LITERAL.matcher(text == null ? "" : text);
    if (!literal.matches() || !text.matches(".*[:.].*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal.group(1)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
