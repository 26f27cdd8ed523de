package io.sidelab.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a request, understood in one way or not at all: what two programs could read in two
 * ways is refused.
 *
 * @param target path and query as they came
 * @param version HTTP/1.0 or HTTP/1.1
 * @param length bytes of the body
 * @param webSocket whether it asks to go on as a WebSocket
 */
record RequestHead(
    String method,
    String target,
    String version,
    List<Header> headers,
    long length,
    boolean webSocket) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") (/[\\x21-\\x7e]*) (HTTP/1\\.[01])");

  /** Any byte but those that end lines or strings; a tab may stand in a value. */
  private static final Pattern HEADER_LINE =
      Pattern.compile("(" + TOKEN + "):[ \t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*?)[ \t]*");

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /** Concern this connection only, or are said anew. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "cookie",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-real-ip");

  /** Never dropped because a Connection header names them: that would change the request. */
  private static final Set<String> ALWAYS = Set.of("host", "content-length", "content-type");

  /**
   * @param head with its empty line, each byte as one character
   */
  static RequestHead parse(String head) throws Rejection {
    if (!head.endsWith("\r\n\r\n")) {
      throw Rejection.malformed("its head does not end as one does");
    }
    String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
    Matcher request = REQUEST_LINE.matcher(lines[0]);
    if (!request.matches()) {
      throw Rejection.malformed("its first line is none");
    }
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      Matcher header = HEADER_LINE.matcher(line);
      if (!header.matches()) {
        throw Rejection.malformed("a line of its head is none");
      }
      headers.add(new Header(header.group(1), header.group(2)));
    }
    checkHost(headers);
    long length = length(headers);
    boolean webSocket = request.group(1).equals("GET") && length == 0 && asksForWebSocket(headers);
    return new RequestHead(
        request.group(1), request.group(2), request.group(3), headers, length, webSocket);
  }

  private static void checkHost(List<Header> headers) throws Rejection {
    List<String> hosts = Header.values(headers, "Host");
    if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
      throw Rejection.malformed("it does not name one host");
    }
  }

  private static long length(List<Header> headers) throws Rejection {
    if (!Header.values(headers, "Transfer-Encoding").isEmpty()) {
      throw new Rejection(
          411,
          "Length needed",
          "Say the length of the body in Content-Length; bodies in pieces are not passed on.",
          false);
    }
    List<String> lengths = Header.values(headers, "Content-Length");
    if (lengths.isEmpty()) {
      return 0;
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
      throw Rejection.malformed("it does not say one length");
    }
    return Long.parseLong(lengths.get(0));
  }

  private static boolean asksForWebSocket(List<Header> headers) {
    return named(headers).contains("upgrade")
        && Header.values(headers, "Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase);
  }

  /** What the Connection header names, in lower case. */
  private static Set<String> named(List<Header> headers) {
    return Header.values(headers, "Connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  String host() {
    return Header.values(headers, "Host").get(0);
  }

  /**
   * The head as the machine gets it.
   *
   * @param client address of the browser
   * @param scheme that the browser used
   * @param host that the browser named
   */
  String passedOn(String client, String scheme, String host) {
    Set<String> named = named(headers);
    named.removeAll(ALWAYS);
    List<Header> passed = new ArrayList<>();
    for (Header header : headers) {
      if (!header.isOneOf(NOT_PASSED_ON) && !header.isOneOf(named)) {
        passed.add(header);
      }
    }
    String cookies = OwnCookies.others(headers);
    if (!cookies.isEmpty()) {
      passed.add(new Header("Cookie", cookies));
    }
    passed.add(new Header("X-Forwarded-For", client));
    passed.add(new Header("X-Forwarded-Host", host));
    passed.add(new Header("X-Forwarded-Proto", scheme));
    if (webSocket) {
      passed.add(new Header("Upgrade", "websocket"));
    }
    passed.add(new Header("Connection", webSocket ? "Upgrade" : "close"));
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(' ').append(version).append("\r\n");
    Header.write(head, passed);
    return head.append("\r\n").toString();
  }
}
