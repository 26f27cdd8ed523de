package io.sidelab.terminal;

import io.sidelab.engine.Subscription;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One TTY with its scrollback and its viewers. */
public interface Terminal extends AutoCloseable {
  String id();

  TerminalSize size();

  /**
   * Begins reading the TTY, or goes on with a new one after the last has ended: viewers and
   * scrollback stay. The terminal closes the TTY.
   *
   * @param replayed whether the TTY was in use before this terminal and its output begins with what
   *     the engine kept of that, which may have lost its beginning
   * @throws IllegalStateException when the terminal is closed; the TTY is closed then, too
   */
  void connect(Tty tty, boolean replayed);

  /** Begins reading a TTY that nobody has used before. */
  default void connect(Tty tty) {
    connect(tty, false);
  }

  /** Tells the TTY its size again, soon: a machine takes none before it runs. */
  void tellSize();

  /**
   * Adds a viewer: it gets what it has not seen of the scrollback, then what follows. A viewer of
   * the same name that is still there is told to leave.
   *
   * @throws IllegalStateException when the terminal is closed
   */
  Viewer view(Screen screen, Role role, Arrival arrival);

  /** Adds a viewer that comes for the first time. */
  default Viewer view(Screen screen, Role role) {
    return view(screen, role, Arrival.NEW);
  }

  /**
   * Adds a guest: somebody who is not the terminal's learner and whom all others there see by name.
   * Watches, and types as long as the learner allows it; never sets the size and never slows down
   * the program. Consent ends when the guest leaves, the learner takes it back, or another program
   * begins, because it was given for what the learner saw then.
   *
   * @throws IllegalStateException when the terminal is closed
   */
  Viewer visit(Screen screen, GuestName name, Arrival arrival);

  /**
   * Types as the server itself, such as a command that a learner clicked. Does not block.
   *
   * @throws IllegalStateException when the program does not read and its input is full
   */
  void type(ByteBuffer bytes);

  /** Lets a listener see the output as it comes, on the reader's thread; it must return at once. */
  Subscription observe(Consumer<ByteBuffer> listener);

  /** Lets a listener hear of each new size, on the thread that sets it; it must return at once. */
  Subscription watchSize(Consumer<TerminalSize> listener);

  /**
   * The output behind a place, for who looks now and then: cheap, never waits for the program and
   * never makes it wait.
   *
   * @param place where the last piece ended; from there on, if the output is still here and not
   *     longer than {@code most} bytes, else from a place near its end where a screen can begin
   */
  Piece since(Optional<Place> place, int most);

  /** When somebody last typed. */
  Instant lastTyped();

  /** Viewers now, guests included. */
  int viewers();

  /** Guests now. */
  int guests();

  /**
   * Tells the viewers that the TTY is gone for now, without closing. What is typed until the next
   * {@code connect} is kept. The terminal says so by itself when it finds the engine gone.
   */
  void interrupted(CloseReason reason, String message);

  /**
   * Closes viewers with this reason, the TTY and the scrollback. Viewers that keep up get the last
   * output first. Does not block. Closing twice does nothing.
   */
  void close(CloseReason reason, String message);

  @Override
  default void close() {
    close(CloseReason.WORKSPACE_ENDED, "The workspace ended.");
  }
}
