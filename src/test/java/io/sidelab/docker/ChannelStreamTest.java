package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChannelStreamTest {
  private static final int MORE_THAN_FITS = 4 * 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private SocketChannel peer;
  private ChannelStream stream;

  @BeforeEach
  void connect() throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("peer.sock"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      stream = ChannelStream.over(SocketChannel.open(address));
      peer = server.accept();
    }
  }

  @AfterEach
  void close() throws Exception {
    stream.close();
    peer.close();
  }

  @Test
  void offersOnlyWhatIsTakenAtOnceAndWritesTheRestInOrder() throws Exception {
    byte[] bytes = numbered(MORE_THAN_FITS);
    int offered = stream.offer(bytes, 0, bytes.length);
    assertThat(offered).isPositive().isLessThan(bytes.length);
    assertThat(stream.offer(bytes, offered, 1)).as("nothing more fits").isZero();
    Waiting writer =
        new Waiting(
            () -> {
              stream.write(bytes, offered, bytes.length - offered);
              return null;
            });

    ByteBuffer received = ByteBuffer.allocate(bytes.length);
    while (received.hasRemaining() && peer.read(received) >= 0) {
      assertThat(received.position()).isPositive();
    }

    writer.result();
    assertThat(received.array()).isEqualTo(bytes);
  }

  @Test
  void readsWaitForWhatComesAndEndWithTheStream() throws Exception {
    byte[] buffer = new byte[16];
    Waiting reader = new Waiting(() -> stream.read(buffer, 0, buffer.length));
    reader.awaitWaiting();
    peer.write(ByteBuffer.wrap(new byte[] {7, 8}));
    assertThat(reader.result()).isEqualTo(2);
    assertThat(buffer).startsWith(7, 8);

    peer.close();

    assertThat(stream.read(buffer, 0, buffer.length)).isEqualTo(-1);
  }

  @Test
  void closingEndsAWaitingReadAndAWaitingWrite() throws Exception {
    Waiting reader = new Waiting(() -> stream.read(new byte[1], 0, 1));
    Waiting writer =
        new Waiting(
            () -> {
              stream.write(new byte[MORE_THAN_FITS], 0, MORE_THAN_FITS);
              return null;
            });
    reader.awaitWaiting();
    writer.awaitWaiting();

    stream.close();

    assertThat(reader.failure()).isInstanceOf(IOException.class);
    assertThat(writer.failure()).isInstanceOf(IOException.class);
  }

  @Test
  void interruptingAWaitingReadClosesTheStream() throws Exception {
    Waiting reader = new Waiting(() -> stream.read(new byte[1], 0, 1));
    reader.awaitWaiting();

    reader.thread.interrupt();

    assertThat(reader.failure()).isInstanceOf(IOException.class);
    assertThat(peer.read(ByteBuffer.allocate(1))).as("the peer sees the end").isEqualTo(-1);
  }

  private static byte[] numbered(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return bytes;
  }

  /** A call on a thread of its own. */
  private static final class Waiting {
    private final FutureTask<Integer> task;
    private final Thread thread;

    Waiting(Callable<Integer> call) {
      task = new FutureTask<>(call);
      thread = new Thread(task, "test-waiting");
      thread.setDaemon(true);
      thread.start();
    }

    /** In a system call a thread counts as running: what it is in is seen by its stack. */
    void awaitWaiting() throws Exception {
      Eventually.until(
          "it waits",
          SOON,
          () ->
              java.util.Arrays.stream(thread.getStackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("select")));
    }

    Integer result() throws Exception {
      return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    Throwable failure() throws Exception {
      try {
        result();
        return null;
      } catch (ExecutionException failed) {
        return failed.getCause();
      }
    }
  }
}
