package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps everything, takes output at once, and notes calls that break the rules. */
class RecordingScreen implements Screen {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> calls = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final AtomicBoolean inside = new AtomicBoolean();
  private Greeting latest;
  private final List<Company> companies = new ArrayList<>();
  private boolean sending;
  private boolean telling;
  private boolean closed;

  private synchronized void call(String name, boolean mayInterrupt) {
    if (!inside.compareAndSet(false, true)) {
      violations.add(name + " while another call was going on");
    }
    if (closed) {
      violations.add(name + " after closed");
    }
    if (sending && !mayInterrupt) {
      violations.add(name + " before the last output was taken");
    }
    calls.add(name);
    inside.set(false);
  }

  @Override
  public void hello(Greeting greeting) {
    call(
        "hello %s %dx%d %d%s%s"
            .formatted(
                greeting.role(),
                greeting.size().columns(),
                greeting.size().rows(),
                greeting.replayBytes(),
                greeting.skipped() ? " skipped" : "",
                greeting.resumed() ? " resumed" : ""),
        false);
    synchronized (this) {
      latest = greeting;
      bytes.reset();
    }
  }

  @Override
  public void send(ByteBuffer output, Runnable taken) {
    byte[] copy = new byte[output.remaining()];
    synchronized (this) {
      call("send", false);
      calls.remove(calls.size() - 1);
      output.duplicate().get(copy);
      bytes.writeBytes(copy);
      sending = true;
    }
    accept(
        copy.length,
        () -> {
          synchronized (this) {
            byte[] after = new byte[output.remaining()];
            output.duplicate().get(after);
            if (!java.util.Arrays.equals(copy, after)) {
              violations.add("output changed before it was taken");
            }
            sending = false;
          }
          taken.run();
        });
  }

  /** How this screen takes output. */
  void accept(int count, Runnable taken) {
    taken.run();
  }

  @Override
  public void resized(TerminalSize size, boolean replayed) {
    String when = replayed ? " then" : "";
    call("resized %dx%d%s".formatted(size.columns(), size.rows(), when), false);
  }

  @Override
  public void exited(OptionalInt code, String message) {
    call("exited " + (code.isPresent() ? code.getAsInt() : "unknown"), false);
  }

  @Override
  public void interrupted(CloseReason reason, String message) {
    call("interrupted " + reason, false);
  }

  @Override
  public void restarted() {
    call("restarted", false);
  }

  @Override
  public void company(Company company, Runnable taken) {
    call("company", false);
    synchronized (this) {
      calls.remove(calls.size() - 1);
      if (telling) {
        violations.add("company before the last one was taken");
      }
      telling = true;
      companies.add(company);
    }
    hear(
        () -> {
          synchronized (this) {
            telling = false;
          }
          taken.run();
        });
  }

  /** How this screen takes what it is told of others. */
  void hear(Runnable taken) {
    taken.run();
  }

  @Override
  public void closed(CloseReason reason, String message) {
    call("closed " + reason, true);
    synchronized (this) {
      closed = true;
    }
  }

  synchronized Greeting greeting() {
    return latest;
  }

  /** Since the last hello. */
  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  synchronized int count() {
    return bytes.size();
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  synchronized List<Company> companies() {
    return List.copyOf(companies);
  }

  /** Guests as last told, such as "Ada", "Ada asks" or "Ada types". */
  synchronized List<String> others() {
    return companies.isEmpty()
        ? List.of()
        : last().others().stream().map(RecordingScreen::words).toList();
  }

  /** What this screen was last told of itself. */
  synchronized String self() {
    return words(last().self().orElseThrow());
  }

  private Company last() {
    return companies.get(companies.size() - 1);
  }

  private static String words(Companion guest) {
    String doing = guest.types() ? " types" : guest.asks() ? " asks" : "";
    return guest.name() + doing;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
