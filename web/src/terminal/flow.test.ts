import { describe, expect, it } from "vitest";
import { ACK_EVERY_BYTES, Acknowledgements } from "./acknowledgements";
import { Backoff } from "./backoff";
import { HELD_BYTES, KEPT_BYTES, KEPT_MILLIS, Outbox } from "./outbox";
import { Replay } from "./replay";

describe("Acknowledgements", () => {
  it("are saved up to portions and lose no byte", () => {
    const told: number[] = [];
    const acks = new Acknowledgements((bytes) => told.push(bytes));
    for (let sent = 0; sent < 10; sent += 1) {
      acks.add(ACK_EVERY_BYTES / 2 + 1);
    }
    expect(told).toEqual([1, 2, 3, 4, 5].map(() => ACK_EVERY_BYTES + 2));
  });

  it("of a keystroke's echo wait for more", () => {
    const acks = new Acknowledgements(() => {
      throw new Error("told too early");
    });
    acks.add(1);
  });
});

describe("Backoff", () => {
  it("doubles its waits up to ten seconds and starts anew after a success", () => {
    const backoff = new Backoff(() => 0.5);
    const waits = Array.from({ length: 8 }, () => backoff.next());
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    backoff.succeeded();
    expect(backoff.next()).toBe(250);
  });

  it("spreads many browsers over a fifth to either side", () => {
    expect(new Backoff(() => 0).next()).toBe(200);
    expect(new Backoff(() => 1).next()).toBe(300);
  });
});

describe("Replay", () => {
  it("cuts a frame where old output ends", () => {
    const replay = new Replay();
    replay.begin(3);
    const parts = replay.split(Uint8Array.of(1, 2, 3, 4, 5));
    expect(parts).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)]);
    expect(replay.split(Uint8Array.of(6))).toEqual([Uint8Array.of(6)]);
  });

  it("goes on until the old bytes are parsed, not until they have come", () => {
    const replay = new Replay();
    replay.begin(3);
    replay.split(Uint8Array.of(1, 2, 3));
    expect(replay.active).toBe(true);
    expect(replay.parsed(2)).toBe(false);
    expect(replay.parsed(1)).toBe(true);
    expect(replay.parsed(1)).toBe(false);
    expect(replay.active).toBe(false);
  });
});

describe("Outbox", () => {
  it("gives back what was typed, in order, once", () => {
    const outbox = new Outbox();
    outbox.keep(Uint8Array.of(1));
    outbox.keep(Uint8Array.of(2, 3));
    expect(outbox.take(0, true)).toEqual({
      input: [Uint8Array.of(1), Uint8Array.of(2, 3)],
      lost: false,
    });
    expect(outbox.take(3, true).input).toEqual([]);
  });

  it("gives back what was sent and did not arrive, from the middle of a piece on", () => {
    const outbox = new Outbox();
    outbox.sending(Uint8Array.of(1, 2, 3));
    outbox.sending(Uint8Array.of(4));
    outbox.keep(Uint8Array.of(5));
    outbox.confirm(1);
    expect(outbox.take(2, true)).toEqual({
      input: [Uint8Array.of(3), Uint8Array.of(4), Uint8Array.of(5)],
      lost: false,
    });
    expect(outbox.take(5, true)).toEqual({ input: [], lost: false });
  });

  it("counts from where another server counts, and says when something is unsure", () => {
    const outbox = new Outbox();
    outbox.sending(Uint8Array.of(1, 2, 3));
    outbox.confirm(3);
    outbox.keep(Uint8Array.of(4));
    expect(outbox.take(0, true)).toEqual({ input: [Uint8Array.of(4)], lost: false });
    expect(outbox.take(0, true)).toEqual({ input: [Uint8Array.of(4)], lost: false });
    expect(outbox.take(7, true)).toEqual({ input: [], lost: true });
    outbox.sending(Uint8Array.of(9));
    expect(outbox.take(7, true)).toEqual({ input: [Uint8Array.of(9)], lost: false });
    expect(outbox.take(7, false)).toEqual({ input: [], lost: true });
  });

  it("holds no more than so much of what was sent", () => {
    const outbox = new Outbox();
    for (let sent = 0; sent < 3; sent += 1) {
      outbox.sending(new Uint8Array(HELD_BYTES / 2));
    }
    const { input } = outbox.take(HELD_BYTES / 2, true);
    expect(input.reduce((sum, piece) => sum + piece.length, 0)).toBe(HELD_BYTES);
  });

  it("refuses more than it holds, and keeps input whole", () => {
    const outbox = new Outbox();
    expect(outbox.keep(new Uint8Array(KEPT_BYTES - 1))).toBe(true);
    expect(outbox.keep(new Uint8Array(2))).toBe(false);
    expect(outbox.keep(new Uint8Array(1))).toBe(true);
  });

  it("does not type what was meant for a screen of long ago", () => {
    let now = 0;
    const outbox = new Outbox(() => now);
    outbox.keep(Uint8Array.of(1));
    now = KEPT_MILLIS + 1;
    expect(outbox.keep(Uint8Array.of(2))).toBe(false);
    expect(outbox.take(0, true)).toEqual({ input: [], lost: true });
  });
});
