package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses requests that name this server by a name of somebody else's; see AccessSettings. */
final class HostCheck {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final Set<String> names;

  HostCheck(AccessSettings access) {
    this.names =
        Stream.concat(
                access.hostNames().stream(),
                access.publicOrigins().stream()
                    .flatMap(text -> Origin.parse(text).stream())
                    .map(Origin::host))
            .map(HostCheck::plain)
            .collect(Collectors.toUnmodifiableSet());
  }

  void check(HttpServletRequest request) throws Refusal {
    String name = plain(request.getServerName());
    if (!isOurs(name)) {
      throw new Refusal(
          421,
          "unknown_host",
          "This server is not known by that name. Use its IP address, or add the name to the host"
              + " names in its settings.");
    }
  }

  private boolean isOurs(String name) {
    boolean address =
        name.startsWith("[") || name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    boolean local = name.indexOf('.') < 0 || name.endsWith(".localhost");
    return address || local || names.contains(name);
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
