package io.sidelab.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One header line of a request or an answer. */
record Header(String name, String value) {
  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  boolean isOneOf(Set<String> lowerCase) {
    return lowerCase.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The values of all lines of that name, in order. */
  static List<String> values(List<Header> headers, String name) {
    return headers.stream().filter(header -> header.is(name)).map(Header::value).toList();
  }

  static void write(StringBuilder head, List<Header> headers) {
    for (Header header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
  }
}
