package io.sidelab.terminal;

import java.util.Optional;

/**
 * One viewer's place among those at a terminal: what it may do, and what it has been told of the
 * others. Guarded by the output's lock, but for {@link #mayType}.
 */
final class Seat {
  private final Seats seats;
  private final String id;
  private final Role role;
  private final Optional<GuestName> guest;
  private final Typist typist;
  private volatile boolean types;
  private boolean asks;
  private long known = -1;
  private boolean telling;
  private Company told;

  Seat(Seats seats, String id, Role role, Optional<GuestName> guest, Typist typist) {
    this.seats = seats;
    this.id = id;
    this.role = role;
    this.guest = guest;
    this.typist = typist;
    this.types = role == Role.TYPE;
    this.told = guest.isPresent() ? null : Company.NONE;
  }

  String id() {
    return id;
  }

  Role role() {
    return role;
  }

  Optional<GuestName> guest() {
    return guest;
  }

  boolean isGuest() {
    return guest.isPresent();
  }

  /** Counts what comes from this viewer's keyboard. */
  Typist typist() {
    return typist;
  }

  /** Any thread may look, without a lock. */
  boolean mayType() {
    return types;
  }

  boolean asks() {
    return asks;
  }

  void allow(boolean mayType) {
    types = mayType;
    asks = false;
  }

  void ask() {
    asks = true;
  }

  /** Has it told once more what it knows, as the answer to a question that changed nothing. */
  void repeat() {
    known = -1;
    told = null;
  }

  void leave() {
    seats.leave(this);
  }

  Companion seen() {
    return new Companion(id, guest.orElseThrow(), types, asks);
  }

  /**
   * What this viewer is to be told now, or null. One at a time, so changes that come faster than a
   * peer reads become one; {@link #taken} makes room for the next.
   */
  Company news() {
    if (telling || known == seats.changes()) {
      return null;
    }
    known = seats.changes();
    Company now = seats.seenBy(this);
    if (now.equals(told)) {
      return null;
    }
    told = now;
    telling = true;
    return now;
  }

  void taken() {
    telling = false;
  }
}
