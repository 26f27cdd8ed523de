package io.sidelab.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream of server-sent events. Only the newest value of each thing matters, so
 * publishers leave it in a box and go on: a slow client costs one value for each thing it watches
 * and slows nobody. Writing is asynchronous and holds no thread; a client that takes nothing is
 * ended by the server's idle timeout.
 */
final class EventStream implements WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** A comment, which clients leave out. */
  static final byte[] NOTHING_TO_SAY = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Executor executor;
  private final CompletableFuture<Void> done;

  /** Newest unsent value by key; one for a workspace, one for each image of the labs. */
  private final Map<String, Supplier<byte[]>> box = new LinkedHashMap<>();

  // Guarded by box.
  private boolean heartbeat;
  private boolean ending;

  /**
   * Requests to write since the writer last looked; whoever raises it from 0 is the writer. Before
   * the start it counts as taken, so that nobody writes.
   */
  private final AtomicInteger requests = new AtomicInteger(1);

  // Only the writer touches these.
  private ServletOutputStream output;
  private boolean unflushed;

  EventStream(Executor executor) {
    this.executor = executor;
    this.done = new CompletableFuture<>();
  }

  /** Done when the stream has ended, for whatever reason. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Begins to write to a response that is asynchronous already. */
  void start(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    // Some proxies collect answers; this asks them not to.
    response.setHeader("X-Accel-Buffering", "no");
    output = response.getOutputStream();
    output.setWriteListener(this);
    drainAsWriter();
  }

  /**
   * Leaves the newest value of a thing to be sent. Never blocks.
   *
   * @param frame made when it is really sent
   */
  void offer(String key, Supplier<byte[]> frame) {
    synchronized (box) {
      if (ending) {
        return;
      }
      box.put(key, frame);
    }
    write();
  }

  /** Shows the client, and whatever stands between, that the stream lives. */
  void beat() {
    synchronized (box) {
      heartbeat = true;
    }
    write();
  }

  /** Ends the stream once everything offered so far is sent. */
  void finish() {
    synchronized (box) {
      ending = true;
    }
    write();
  }

  /** Ends the stream at once. */
  void abandon() {
    done.complete(null);
  }

  /** Has it written by some thread; at most one waits or writes for this stream at a time. */
  private void write() {
    if (requests.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(this::drainAsWriter);
    } catch (RejectedExecutionException stopping) {
      abandon();
    }
  }

  private void drainAsWriter() {
    int seen = 1;
    do {
      try {
        writeWhatFits();
      } catch (IOException | IllegalStateException gone) {
        // The client left, or the request has been ended under us: nobody to tell.
        abandon();
      } catch (RuntimeException broken) {
        LOG.warn("an event could not be written", broken);
        abandon();
      }
      seen = requests.addAndGet(-seen);
    } while (seen > 0);
  }

  private void writeWhatFits() throws IOException {
    while (!done.isDone() && output.isReady()) {
      byte[] next = next();
      if (next.length > 0) {
        output.write(next);
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        output.flush();
      } else {
        endIfAsked();
        return;
      }
    }
  }

  private byte[] next() {
    Supplier<byte[]> frame;
    synchronized (box) {
      Iterator<Supplier<byte[]>> waiting = box.values().iterator();
      if (waiting.hasNext()) {
        frame = waiting.next();
        waiting.remove();
        heartbeat = false;
      } else if (heartbeat) {
        heartbeat = false;
        return NOTHING_TO_SAY;
      } else {
        return new byte[0];
      }
    }
    return frame.get();
  }

  private void endIfAsked() {
    boolean end;
    synchronized (box) {
      end = ending && box.isEmpty();
    }
    if (end) {
      done.complete(null);
    }
  }

  @Override
  public void onWritePossible() {
    if (requests.getAndIncrement() == 0) {
      drainAsWriter();
    }
  }

  @Override
  public void onError(Throwable gone) {
    abandon();
  }
}
