package io.sidelab.proxy;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.RunningCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One request on its way to a machine, and the answer on its way back: two threads, each of which
 * waits wherever its reader is slow, so nothing piles up in between.
 */
final class Exchange {
  /** As the engine hands out. */
  private static final int PIECE = 32 * 1024;

  /** Servers send some KB; cookies may make it more. */
  private static final int LONGEST_ANSWER_HEAD = 64 * 1024;

  /** Heads such as 103 before the true one; a server that sends more means no good. */
  private static final int MOST_INTERIM = 10;

  private final Connection connection;
  private final RunningCommand machine;
  private final RequestHead request;
  private final PortTarget target;

  /** Whether the machine agreed to a WebSocket; completed in any case. */
  private final CompletableFuture<Boolean> switched = new CompletableFuture<>();

  private volatile boolean answered;

  Exchange(Connection connection, RunningCommand machine, RequestHead request, PortTarget target) {
    this.connection = connection;
    this.machine = machine;
    this.request = request;
    this.target = target;
  }

  /**
   * Sends the body, then watches the browser, until the browser's side ends.
   *
   * @param early what came right behind the head
   */
  void send(byte[] early) {
    try {
      InputStream browser = connection.socket().getInputStream();
      if (request.webSocket()) {
        if (switched.join()) {
          copyAll(browser, early);
        }
      } else {
        sendBody(browser, early);
      }
      drain(browser);
    } catch (IOException gone) {
      // The browser or the machine left; the other direction ends below.
    } finally {
      if (!answered) {
        machine.close(); // Nobody is left to read the answer.
      }
    }
  }

  private void sendBody(InputStream browser, byte[] early) throws IOException {
    long left = request.length();
    int first = (int) Math.min(left, early.length);
    toMachine(early, first);
    left -= first;
    byte[] buffer = new byte[(int) Math.min(PIECE, Math.max(left, 1))];
    while (left > 0) {
      int count = browser.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("the browser left in the middle of a body");
      }
      toMachine(buffer, count);
      left -= count;
    }
  }

  private void copyAll(InputStream browser, byte[] early) throws IOException {
    toMachine(early, early.length);
    byte[] buffer = new byte[PIECE];
    int count = browser.read(buffer);
    while (count >= 0) {
      toMachine(buffer, count);
      count = browser.read(buffer);
    }
  }

  private void toMachine(byte[] bytes, int count) throws IOException {
    if (count > 0) {
      machine.write(bytes, 0, count);
      connection.moved();
    }
  }

  /** What follows the one request is nobody's. */
  private static void drain(InputStream browser) throws IOException {
    byte[] buffer = new byte[1024];
    int count = browser.read(buffer);
    while (count >= 0) {
      count = browser.read(buffer);
    }
  }

  /** Passes on the answer to its end. */
  void answer() throws IOException, Rejection {
    try {
      HeadReader reader = new HeadReader(machine::read, "HTTP/1.", LONGEST_ANSWER_HEAD);
      AnswerHead head = head(reader);
      if (head.status() == AnswerHead.SWITCHING && !request.webSocket()) {
        throw Rejection.noWeb(target);
      }
      OutputStream browser = connection.socket().getOutputStream();
      browser.write(head.passedOn().getBytes(StandardCharsets.ISO_8859_1));
      switched.complete(head.status() == AnswerHead.SWITCHING);
      browser.write(reader.rest());
      byte[] buffer = new byte[PIECE];
      int count = machine.read(buffer, 0, buffer.length);
      while (count >= 0) {
        browser.write(buffer, 0, count);
        connection.moved();
        count = machine.read(buffer, 0, buffer.length);
      }
    } finally {
      answered = true;
      switched.complete(false);
    }
  }

  private AnswerHead head(HeadReader reader) throws IOException, Rejection {
    for (int interim = 0; interim <= MOST_INTERIM; interim++) {
      String text = next(reader);
      if (text.isEmpty()) {
        throw unanswered();
      }
      Optional<AnswerHead> head = reader.whole() ? AnswerHead.parse(text) : Optional.empty();
      if (head.isEmpty()) {
        throw Rejection.noWeb(target);
      }
      if (!head.get().interim()) {
        return head.get();
      }
    }
    throw Rejection.noWeb(target);
  }

  private String next(HeadReader reader) throws IOException, Rejection {
    try {
      return reader.next();
    } catch (HeadReader.TooLong tooLong) {
      throw Rejection.noWeb(target);
    }
  }

  private Rejection unanswered() {
    try {
      return switch (machine.exitCode().orElse(0)) {
        case 0 -> Rejection.silent(target);
        case Connector.REFUSED -> Rejection.nothingListens(target);
        default -> Rejection.unreachable(target);
      };
    } catch (EngineFailure unknown) {
      return Rejection.silent(target);
    }
  }
}
