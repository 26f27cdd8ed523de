import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SessionInHand } from "../testing/session-in-hand";
import { SlowDisplay } from "../testing/slow-display";
import { SocketInHand } from "../testing/socket-in-hand";

let display: SlowDisplay;
let session: SessionInHand;

beforeEach(() => {
  vi.useFakeTimers();
  SocketInHand.all.length = 0;
  display = new SlowDisplay();
  session = new SessionInHand(display);
});

afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

describe("Session", () => {
  it("replays at the old size and sets its own afterwards", () => {
    display.place = { cols: 100, rows: 40 };
    SocketInHand.latest.greets(3, { cols: 60, rows: 20 });
    SocketInHand.latest.prints("old");
    session.fit();
    expect(SocketInHand.latest.told).toEqual([]);
    display.parse();
    expect(SocketInHand.latest.told).toEqual([{ type: "resize", cols: 100, rows: 40 }]);
    expect(display.size).toEqual({ cols: 100, rows: 40 });
  });

  it("takes the size that another viewer sets", () => {
    SocketInHand.latest.greets();
    display.parse();
    SocketInHand.latest.prints("before");
    SocketInHand.latest.says({ type: "resize", cols: 132, rows: 43 });
    expect(display.size).toEqual({ cols: 80, rows: 24 });
    display.parse();
    expect(display.size).toEqual({ cols: 132, rows: 43 });
    expect(session.surroundings.taken).toBe(1);
    expect(session.fit()).toBe(true);
    expect(display.size).toEqual({ cols: 80, rows: 24 });
  });

  it("shows old output in its old sizes and then its own", () => {
    SocketInHand.latest.greets(6, { cols: 60, rows: 20 });
    SocketInHand.latest.prints("old");
    SocketInHand.latest.says({ type: "resize", cols: 70, rows: 20, replayed: true });
    SocketInHand.latest.prints("new");
    SocketInHand.latest.says({ type: "resize", cols: 75, rows: 20, replayed: true });
    display.parse();
    expect(display.size).toEqual({ cols: 80, rows: 24 });
    expect(SocketInHand.latest.told.at(-1)).toEqual({ type: "resize", cols: 80, rows: 24 });
    expect(session.surroundings.taken).toBe(0);
  });

  it("shows output whose size nobody knows in its own", () => {
    display.place = { cols: 100, rows: 40 };
    SocketInHand.latest.greets(3, { sized: false });
    SocketInHand.latest.prints("old");
    display.parse();
    expect(display.size).toEqual({ cols: 100, rows: 40 });
    expect(SocketInHand.latest.told).toEqual([{ type: "resize", cols: 100, rows: 40 }]);
    expect(session.fit()).toBe(false);
  });
});
