package io.sidelab.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a machine's answer. Read with patience, because learners write servers by hand; it is
 * the only one on its connection, so nothing can hide behind it.
 */
record AnswerHead(int status, String reason, List<Header> headers) {
  static final int SWITCHING = 101;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)(?: ([^\\x00-\\x08\\x0a-\\x1f\\x7f]*))?");
  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

  /**
   * What concerns this connection only, and what would reach beyond the machine's own pages: the
   * host's other ports share its cookies, its rules for encryption and its alternatives.
   */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "upgrade",
          "clear-site-data",
          "strict-transport-security",
          "alt-svc");

  /** Empty when it is no head of an answer; lines in it that are none are left out. */
  static Optional<AnswerHead> parse(String head) {
    String[] lines = head.split("\r?\n");
    Matcher status = STATUS_LINE.matcher(lines[0]);
    if (!status.matches()) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (int at = 1; at < lines.length; at++) {
      Matcher header = HEADER_LINE.matcher(lines[at]);
      if (header.matches()) {
        headers.add(new Header(header.group(1), header.group(2)));
      }
    }
    String reason = status.group(2) == null ? "" : status.group(2);
    return Optional.of(new AnswerHead(Integer.parseInt(status.group(1)), reason, headers));
  }

  /** Whether another head of the same answer follows. */
  boolean interim() {
    return status < 200 && status != SWITCHING;
  }

  /** The head as the browser gets it. */
  String passedOn() {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
    List<Header> passed = new ArrayList<>();
    boolean inPieces = !Header.values(headers, "Transfer-Encoding").isEmpty();
    for (Header header : headers) {
      boolean setsOurs = header.is("Set-Cookie") && OwnCookies.own(header.value());
      boolean second = inPieces && header.is("Content-Length");
      if (!header.isOneOf(NOT_PASSED_ON) && !setsOurs && !second) {
        passed.add(header);
      }
    }
    if (status == SWITCHING) {
      passed.add(new Header("Upgrade", "websocket"));
      passed.add(new Header("Connection", "Upgrade"));
    } else {
      passed.add(new Header("Connection", "close"));
    }
    Header.write(head, passed);
    return head.append("\r\n").toString();
  }
}
