package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the two servers speak over their WebSockets. */
final class Dialects {
  /** As Sidelab's own page acknowledges: see ACK_EVERY_BYTES there. */
  private static final int ACKNOWLEDGE_EVERY = 8 * 1024;

  private Dialects() {}

  static WebSocketCodec.Dialect sidelab() {
    return new WebSocketCodec.Dialect() {
      @Override
      public byte[] inputPrefix() {
        return new byte[0];
      }

      @Override
      public int outputPrefix() {
        return 0;
      }

      @Override
      public String acknowledgement(long shown) {
        return shown < ACKNOWLEDGE_EVERY ? null : "{\"type\":\"ack\",\"bytes\":" + shown + "}";
      }

      @Override
      public void text(String message) throws IOException {
        if (message.contains("\"type\":\"closed\"") || message.contains("\"type\":\"exit\"")) {
          throw new IOException("the terminal ended: " + message);
        }
      }
    };
  }

  /** Each of its messages begins with a character that says what it is; output is "0". */
  static WebSocketCodec.Dialect ttyd() {
    return new WebSocketCodec.Dialect() {
      @Override
      public byte[] inputPrefix() {
        return "0".getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      public int outputPrefix() {
        return 1;
      }

      @Override
      public String acknowledgement(long shown) {
        return null;
      }

      @Override
      public void text(String message) {
        // It sends none.
      }
    };
  }
}
