package io.sidelab.http;

import io.sidelab.terminal.Arrival;
import io.sidelab.terminal.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser that comes back says in the address: {@code viewer}, a name it made up; {@code
 * stream} and {@code position}, as the last {@code hello} and the bytes since then give them.
 */
final class TerminalArrival {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

  private TerminalArrival() {}

  /** What is malformed counts as not said: everything is sent then, as to a newcomer. */
  static Arrival of(HttpServletRequest request) {
    return new Arrival(parameter(request, "viewer", NAME), place(request));
  }

  private static Optional<Place> place(HttpServletRequest request) {
    return parameter(request, "stream", NAME)
        .flatMap(
            stream ->
                parameter(request, "position", OFFSET)
                    .map(position -> new Place(stream, Long.parseLong(position))));
  }

  private static Optional<String> parameter(
      HttpServletRequest request, String name, Pattern allowed) {
    return Optional.ofNullable(request.getParameter(name))
        .filter(value -> allowed.matcher(value).matches());
  }
}
