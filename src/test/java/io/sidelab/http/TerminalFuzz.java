package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.sidelab.terminal.EchoTty;
import io.sidelab.terminal.QueueTty;
import io.sidelab.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Anything may come over a terminal's socket, in any order. Whatever it is, somebody else's
 * terminal goes on byte by byte, nothing is left behind, and the next one who comes finds all the
 * output there is. Guided by what it reaches of the server and of Jetty; see the profile in
 * pom.xml.
 */
class TerminalFuzz {
  /** What somebody does who holds a socket, or the program at the other end. */
  sealed interface Move {
    /** On a new connection, perhaps as a viewer that has been there before. */
    record Comes(@InRange(min = 0, max = 3) int viewer, long position) implements Move {}

    record Leaves() implements Move {}

    record Says(@NotNull @WithUtf8Length(max = 300) String text) implements Move {}

    record Resizes(int columns, int rows) implements Move {}

    record Acknowledges(long bytes) implements Move {}

    record Types(byte @NotNull @WithLength(max = 300) [] bytes) implements Move {}

    record TypesMuch(@InRange(min = 0, max = 100_000) int count) implements Move {}

    record Sends(
        @InRange(min = 0, max = 255) int first,
        boolean honest,
        // From 0: with a range that ends at -1 below, Jazzer 0.30's own mutator throws.
        @InRange(min = 0, max = 70_000) int wrongLength,
        boolean masked,
        byte @NotNull @WithLength(max = 200) [] payload)
        implements Move {}

    record SendsBytes(byte @NotNull @WithLength(max = 200) [] wire) implements Move {}

    record Prints(byte @NotNull @WithLength(max = 300) [] output) implements Move {}

    /** So little that what all moves print together is within what a terminal keeps. */
    record PrintsMuch(@InRange(min = 0, max = 16_000) int count) implements Move {}
  }

  /** Keeps nothing of what is typed, which may be megabytes, but knows that the word was in it. */
  private static final class ListeningTty extends QueueTty {
    private static final String WORD = "works";

    private String end = "";
    private volatile boolean heard;

    @Override
    public void write(byte[] bytes, int offset, int length) {
      end += new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
      heard |= end.contains(WORD);
      end = end.substring(Math.max(0, end.length() - WORD.length()));
    }
  }

  /** Nobody here answers the server's questions: silence is not what this is about. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicReference<Throwable> UNCAUGHT = new AtomicReference<>();
  private static final SocketServer SERVER = server();
  private static final Terminal OTHERS = SERVER.terminal("others");
  private static final RawPeer OTHER = other();
  private static int runs;

  private ByteArrayOutputStream printed;
  private ListeningTty tty;
  private String id;
  private Terminal terminal;
  private RawPeer peer;

  private static SocketServer server() {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> UNCAUGHT.set(failure));
    return new SocketServer(
        new TerminalSocketSettings(
            Duration.ofSeconds(1),
            PATIENCE,
            PATIENCE,
            Duration.ofMillis(100),
            4096,
            16 * 1024,
            256 * 1024,
            4,
            4,
            100));
  }

  private static RawPeer other() {
    OTHERS.connect(new EchoTty());
    try {
      return RawPeer.upgraded(SERVER.port(), "others", "");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @FuzzTest(maxDuration = "40s")
  void nothingThatComesOverASocketHarmsAnybody(
      @NotNull @WithSize(max = 24) List<@NotNull Move> moves) throws Exception {
    SilentCloseable allowed = BugDetectors.allowNetworkConnections();
    try {
      play(moves);
    } finally {
      allowed.close();
    }
  }

  private void play(List<Move> moves) throws Exception {
    printed = new ByteArrayOutputStream();
    tty = new ListeningTty();
    id = "t" + runs++;
    terminal = SERVER.terminal(id);
    terminal.connect(tty);
    for (Move move : moves) {
      try {
        make(move);
      } catch (IOException cutOff) {
        leave();
      }
    }
    leave();
    until("no viewer is left", () -> terminal.viewers() == 0 && SERVER.sockets() == 1);
    assertThat(UNCAUGHT.get()).isNull();
    theNextOneFindsEverything();
    somebodyElseGoesOn();
    terminal.close();
    until("no reader is left", () -> readers() == 1);
  }

  private void make(Move move) throws IOException {
    if (move instanceof Move.Prints prints) {
      print(prints.output());
    } else if (move instanceof Move.PrintsMuch much) {
      print(new byte[much.count()]);
    } else if (move instanceof Move.Comes comes) {
      leave();
      peer = RawPeer.upgraded(SERVER.port(), id, arrival(comes));
    } else if (move instanceof Move.Leaves) {
      leave();
    } else {
      peer = peer == null ? RawPeer.upgraded(SERVER.port(), id, "") : peer;
      peer.send(wire(move));
    }
  }

  private static String arrival(Move.Comes comes) {
    return "viewer=viewer-%d&stream=stream-of-old&position=%d"
        .formatted(comes.viewer(), comes.position());
  }

  private static byte[] wire(Move move) {
    if (move instanceof Move.Types types) {
      return whole(RawPeer.BINARY, types.bytes());
    } else if (move instanceof Move.TypesMuch much) {
      return whole(RawPeer.BINARY, new byte[much.count()]);
    } else if (move instanceof Move.Says says) {
      return text(says.text());
    } else if (move instanceof Move.Resizes to) {
      return text("{\"type\":\"resize\",\"cols\":%d,\"rows\":%d}".formatted(to.columns, to.rows));
    } else if (move instanceof Move.Acknowledges acknowledges) {
      return text("{\"type\":\"ack\",\"bytes\":%d}".formatted(acknowledges.bytes()));
    } else if (move instanceof Move.Sends sends) {
      int length = sends.honest() ? sends.payload().length : sends.wrongLength();
      return RawPeer.frame(sends.first(), length, sends.masked(), sends.payload());
    }
    return ((Move.SendsBytes) move).wire();
  }

  private static byte[] text(String text) {
    return whole(RawPeer.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] whole(int kind, byte[] payload) {
    return RawPeer.frame(0x80 | kind, payload.length, true, payload);
  }

  private void print(byte[] output) {
    printed.writeBytes(output);
    tty.print(output);
  }

  private void leave() throws IOException {
    if (peer != null) {
      peer.close();
      peer = null;
    }
  }

  private void theNextOneFindsEverything() throws Exception {
    try (RawPeer next = RawPeer.upgraded(SERVER.port(), id, "")) {
      assertThat(next.output(printed.size())).isEqualTo(printed.toByteArray());
      next.send(RawPeer.BINARY, ListeningTty.WORD.getBytes(StandardCharsets.UTF_8));
      // Not at the end: what the last peer sent before it left may still be on its way.
      until("it is typed", () -> tty.heard);
    }
  }

  private static void somebodyElseGoesOn() throws IOException {
    byte[] typed = ("line " + runs).getBytes(StandardCharsets.UTF_8);
    OTHER.send(RawPeer.BINARY, typed);
    assertThat(OTHER.output(typed.length)).isEqualTo(typed);
  }

  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sidelab-terminal-reader"))
        .count();
  }

  /** As {@code Eventually}, many times as often: a run takes milliseconds. */
  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what);
      }
      LockSupport.parkNanos(200_000);
    }
  }
}
