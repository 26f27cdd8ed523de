package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a request: what a machine gets of it can be read in one way only. */
class RandomRequestTest {
  private static final long SEED = 20260101;
  private static final int ROUNDS = 50_000;
  private static final String REQUEST =
      "POST /path?query HTTP/1.1\r\nHost: lab:8081\r\nCookie: a=b; sidelab_learner=x; c=d\r\n"
          + "Content-Length: 12\r\nConnection: Upgrade, x-y\r\nUpgrade: websocket\r\nX-Y: z\r\n\r\n";

  /** Pieces that matter to somebody who reads HTTP. */
  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "\t",
          ":",
          ";",
          ",",
          "=",
          "\"",
          "\r\n ",
          "\u0085",
          "\u00ff",
          "Transfer-Encoding: chunked\r\n",
          "Content-Length: 1\r\n",
          "Host: b\r\n",
          "Cookie: sidelab_port=y\r\n",
          "cookie:\tSIDELAB_LEARNER=y\r\n",
          "Connection: Host\r\n",
          "Connection: close\r\n",
          "X: y\r\n",
          "GET / HTTP/1.1\r\n");

  @Test
  void whatIsPassedOnIsPlain() throws Exception {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String changed = changed(random);
      HeadReader reader = reader(changed);
      String head = reader.next();
      if (!reader.whole()) {
        continue;
      }
      try {
        check(RequestHead.parse(head));
        accepted++;
      } catch (Rejection refused) {
        // As most of them should be.
      }
    }
    assertThat(accepted).as("requests that were understood").isBetween(1000, ROUNDS - 1000);
  }

  private static HeadReader reader(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int[] at = new int[1];
    return new HeadReader(
        (buffer, offset, length) -> {
          if (at[0] == bytes.length) {
            return -1;
          }
          int count = Math.min(Math.min(length, 7), bytes.length - at[0]);
          System.arraycopy(bytes, at[0], buffer, offset, count);
          at[0] += count;
          return count;
        },
        "",
        16 * 1024);
  }

  private static String changed(Random random) {
    StringBuilder text = new StringBuilder(REQUEST);
    for (int change = 1 + random.nextInt(3); change > 0; change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.setCharAt(at, (char) random.nextInt(256));
        default -> {
          int line = text.indexOf("\r\n", at) + 2;
          text.insert(line < 2 ? at : line, PIECES.get(random.nextInt(PIECES.size())));
        }
      }
    }
    return text.toString();
  }

  private static void check(RequestHead request) throws Exception {
    String passed = request.passedOn("192.0.2.1", "http", "lab");
    assertThat(passed).endsWith("\r\n\r\n").matches("(?s)[\\x20-\\x7e\\x80-\\xff\\t\\r\\n]*");
    assertThat(passed.substring(0, passed.length() - 4).replace("\r\n", ""))
        .doesNotContain("\r", "\n");
    RequestHead again = RequestHead.parse(passed);
    assertThat(again.length()).isEqualTo(request.length());
    assertThat(again.webSocket()).isEqualTo(request.webSocket());
    assertThat(again.host()).isEqualTo(request.host());
    assertThat(Header.values(again.headers(), "Connection")).hasSize(1);
    assertThat(Header.values(again.headers(), "X-Forwarded-For")).containsExactly("192.0.2.1");
    assertThat(String.join("; ", Header.values(again.headers(), "Cookie")))
        .doesNotContainPattern("(?i)(^|;)\\s*=?\\s*sidelab_");
  }
}
