package io.sidelab.http;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A text, such as a link to join, as a QR code for a projector or a print. Dark on white whatever
 * the colours of the page: many readers do not find a code with the two exchanged.
 */
public final class QrCode {
  /** In modules. ISO/IEC 18004 asks for four on each side. */
  private static final int QUIET_ZONE = 4;

  private QrCode() {}

  /**
   * One {@code <svg>} element to stand in a page. It has no size of its own, so that a style sheet
   * gives it one, and its name for screen readers is the text.
   *
   * @param text what a reader shows; short texts make large modules, which are read from far away
   * @throws IllegalArgumentException when the text is empty or fits into no code: 2331 bytes do
   */
  public static String svg(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to put into a QR code");
    }
    io.nayuki.qrcodegen.QrCode code = encoded(text);
    int side = code.size + 2 * QUIET_ZONE;
    return "<svg class=\"qr-code\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + side
        + " "
        + side
        + "\" role=\"img\" shape-rendering=\"crispEdges\"><title>QR code: "
        + escaped(text)
        + "</title><path fill=\"#fff\" d=\"M0 0h"
        + side
        + "v"
        + side
        + "h-"
        + side
        + "z\"/><path fill=\"#000\" d=\""
        + modules(code)
        + "\"/></svg>";
  }

  /** Level M reads on with 15 % of the code lost: a dirty projector, a fold in the print. */
  private static io.nayuki.qrcodegen.QrCode encoded(String text) {
    try {
      return io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    } catch (DataTooLongException tooLong) {
      throw new IllegalArgumentException(
          "too long for a QR code: " + text.length() + " characters", tooLong);
    }
  }

  /** Neighbours in a row are one rectangle, so that no hairline shows between them. */
  private static String modules(io.nayuki.qrcodegen.QrCode code) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      int x = 0;
      while (x < code.size) {
        int end = x;
        while (end < code.size && code.getModule(end, y)) {
          end++;
        }
        if (end > x) {
          appendRun(path, x + QUIET_ZONE, y + QUIET_ZONE, end - x);
        }
        x = end + 1;
      }
    }
    return path.toString();
  }

  private static void appendRun(StringBuilder path, int x, int y, int length) {
    path.append('M').append(x).append(' ').append(y);
    path.append('h').append(length).append("v1h-").append(length).append('z');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
