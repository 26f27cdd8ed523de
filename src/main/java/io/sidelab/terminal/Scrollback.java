package io.sidelab.terminal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The last output of a terminal, addressed by its offset since the terminal's beginning. Bytes are
 * written once into segments and never moved or overwritten, so a viewer may still be sending from
 * a segment that has been dropped here. Not safe for threads: its owner holds a lock.
 */
final class Scrollback {
  /** Segments double up to this; also the most that is read or sent at once. */
  private static final int LARGEST_SEGMENT = 32 * 1024;

  /** A prompt fits: most terminals never print more than a few of these. */
  private static final int SMALLEST_SEGMENT = 1024;

  /** How far a safe start is looked for: longer than lines are, short enough to be instant. */
  private static final int SCAN = 16 * 1024;

  private static final byte ESCAPE = 0x1b;

  /** Bytes from {@code offset} on; those up to {@code length} are there for all to see. */
  static final class Segment {
    final long offset;
    final byte[] bytes;
    private int length;

    Segment(long offset, int capacity) {
      this.offset = offset;
      this.bytes = new byte[capacity];
    }

    /** Index of the first free byte. */
    int length() {
      return length;
    }

    int room() {
      return bytes.length - length;
    }

    private long end() {
      return offset + length;
    }
  }

  private final ArrayDeque<Segment> segments = new ArrayDeque<>(2);
  private final int limit;

  /** The modes where the oldest segment begins. */
  private final StickyModes modes = new StickyModes();

  private long capacity;
  private long end;

  Scrollback(int limit) {
    this.limit = limit;
  }

  /** Offset of the oldest byte that is still here. */
  long start() {
    return segments.isEmpty() ? end : segments.peekFirst().offset;
  }

  /** Offset behind the newest byte. */
  long end() {
    return end;
  }

  /** Where the next output goes: a segment with some room. */
  Segment tail() {
    Segment tail = segments.peekLast();
    // An eighth left is worth less than reading in larger pieces.
    return tail == null || tail.room() <= tail.bytes.length / 8 ? grow() : tail;
  }

  /** A tail that nobody else has been given; whoever still writes into the last one is ignored. */
  Segment freshTail() {
    Segment tail = segments.peekLast();
    if (tail != null && tail.length == 0) {
      capacity -= segments.removeLast().bytes.length;
    }
    return grow();
  }

  private Segment grow() {
    int wanted = (int) Math.min(LARGEST_SEGMENT, Math.max(SMALLEST_SEGMENT, capacity));
    Segment segment = new Segment(end, wanted);
    segments.addLast(segment);
    capacity += wanted;
    while (capacity > limit && segments.size() > 1) {
      Segment oldest = segments.removeFirst();
      capacity -= oldest.bytes.length;
      modes.see(ByteBuffer.wrap(oldest.bytes, 0, oldest.length));
    }
    return segment;
  }

  /** Says that so many bytes have been written at the tail's first free byte. */
  void written(Segment tail, int count) {
    tail.length += count;
    end += count;
  }

  /** The bytes from this offset to the end of their segment, at most {@code most}. */
  ByteBuffer slice(long from, long most) {
    Segment segment = holding(from);
    int index = (int) (from - segment.offset);
    int count = (int) Math.min(most, segment.length - index);
    return ByteBuffer.wrap(segment.bytes, index, count).slice().asReadOnlyBuffer();
  }

  /** All bytes between these offsets; they do not change any more, whatever is dropped here. */
  List<ByteBuffer> slices(long from, long to) {
    List<ByteBuffer> all = new ArrayList<>();
    for (long at = from; at < to; ) {
      ByteBuffer bytes = slice(at, to - at);
      all.add(bytes);
      at += bytes.remaining();
    }
    return all;
  }

  /** The modes where the oldest byte is; a copy. */
  StickyModes modesAtStart() {
    return new StickyModes(modes);
  }

  /** What a screen that begins at this offset must be sent before; empty at the very start. */
  byte[] modesAt(long offset) {
    return offset == 0 ? new byte[0] : modesBefore(offset).restoring();
  }

  /** Whether a full-screen program draws now. */
  boolean fullScreenAtEnd() {
    return modesBefore(end).fullScreen();
  }

  /** What a screen that has seen everything must be sent before another program's output. */
  byte[] leavingModes() {
    return modesBefore(end).leaving();
  }

  private StickyModes modesBefore(long offset) {
    StickyModes there = new StickyModes(modes);
    for (long at = start(); at < offset; ) {
      ByteBuffer bytes = slice(at, offset - at);
      at += bytes.remaining();
      there.see(bytes);
    }
    return there;
  }

  private Segment holding(long offset) {
    // From the end: viewers are nearly always at the newest segment.
    Iterator<Segment> newestFirst = segments.descendingIterator();
    while (newestFirst.hasNext()) {
      Segment segment = newestFirst.next();
      if (segment.offset <= offset && offset < segment.end()) {
        return segment;
      }
    }
    throw new IllegalArgumentException("offset " + offset + " is not in " + start() + ".." + end);
  }

  /**
   * The first offset not before {@code from} where a screen can begin: the very start, else after a
   * line end, else at an escape (which ends what came before it), else at a character's first byte.
   */
  long safeStart(long from) {
    long first = Math.max(from, start());
    if (first == 0 || first >= end) {
      return Math.min(first, end);
    }
    long stop = Math.min(end, first + SCAN);
    long escape = -1;
    long character = -1;
    for (long at = first; at < stop; ) {
      ByteBuffer bytes = slice(at, stop - at);
      for (; bytes.hasRemaining(); at++) {
        byte value = bytes.get();
        if (value == '\n') {
          return at + 1;
        }
        escape = escape < 0 && value == ESCAPE ? at : escape;
        character = character < 0 && (value & 0xc0) != 0x80 ? at : character;
      }
    }
    if (escape >= 0) {
      return escape;
    }
    return character >= 0 ? character : stop;
  }
}
