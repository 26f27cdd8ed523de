package io.sidelab.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Answers of this server's own. */
final class Page {
  private static final String STYLE =
      ":root{color-scheme:light dark}"
          + "body{max-width:34em;margin:12vh auto;padding:0 1.2em;"
          + "font:1.05rem/1.6 system-ui,sans-serif;background:#fff;color:#1b2330}"
          + "h1{font-size:1.5rem}a{color:#1d4ed8}"
          + "@media(prefers-color-scheme:dark){body{background:#121823;color:#e6eaf2}a{color:#8ab4ff}}";

  static final int CHECK_WIDTH = 2;
  static final int CHECK_HEIGHT = 3;

  /** A transparent GIF of a size that no other picture has by chance. */
  private static final byte[] CHECK =
      Base64.getDecoder()
          .decode("R0lGODlhAgADAIAAAAAAAP///yH5BAEAAAAALAAAAAACAAMAAAIFBEEQBFEAOw==");

  private static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";

  private static final String HEADERS =
      "Content-Security-Policy: default-src 'none'; style-src 'sha256-"
          + digest(STYLE)
          + "'; frame-ancestors 'none'\r\n"
          + "X-Content-Type-Options: nosniff\r\n"
          + "Referrer-Policy: no-referrer\r\n"
          + "Cache-Control: no-store\r\n"
          + "Connection: close\r\n";

  private Page() {}

  static byte[] of(Rejection rejection) {
    String again = rejection.again() ? "<p><a href=\"\">Try again</a></p>" : "";
    String body =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
            + escaped(rejection.title())
            + " – Sidelab</title><style>"
            + STYLE
            + "</style></head><body><main><h1>"
            + escaped(rejection.title())
            + "</h1><p>"
            + escaped(rejection.getMessage())
            + "</p>"
            + again
            + "</main></body></html>\n";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + rejection.status()
            + " "
            + reason(rejection.status())
            + "\r\n"
            + HTML
            + HEADERS
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n";
    return joined(head.getBytes(StandardCharsets.ISO_8859_1), bytes);
  }

  /** What a page of this server's looks for; it tells nothing but that somebody answers. */
  static byte[] check() {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nCross-Origin-Resource-Policy: cross-origin\r\n"
            + HEADERS
            + "Content-Length: "
            + CHECK.length
            + "\r\n\r\n";
    return joined(head.getBytes(StandardCharsets.ISO_8859_1), CHECK);
  }

  /** Lets a browser in: leaves the cookie, and goes on to the port's first page. */
  static byte[] welcome(String token, boolean encrypted, boolean another) {
    String head =
        "HTTP/1.1 303 See Other\r\nLocation: /\r\nSet-Cookie: "
            + OwnCookies.PORT
            + "="
            + token
            + "; Path=/; HttpOnly; SameSite=Lax"
            + (encrypted ? "; Secure" : "")
            + "\r\n"
            // What another machine's pages left in the browser, scripts that go on among it.
            + (another ? "Clear-Site-Data: \"cache\", \"storage\"\r\n" : "")
            + HTML
            + HEADERS
            + "Content-Length: 0\r\n\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String reason(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 431 -> "Request Header Fields Too Large";
      case 502 -> "Bad Gateway";
      default -> "Service Unavailable";
    };
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
