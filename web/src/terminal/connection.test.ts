import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SocketInHand } from "../testing/socket-in-hand";
import { Connection, LONGEST_FRAME, type ConnectionState } from "./connection";
import { ANSWER_MILLIS, QUIET_MILLIS } from "./heartbeat";

let states: ConnectionState[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  SocketInHand.all.length = 0;
  states = [];
  const listener = {
    hello: () => undefined,
    output: () => undefined,
    typed: () => undefined,
    message: () => undefined,
    state: (state: ConnectionState) => {
      states.push(state);
    },
  };
  connection = new Connection(
    () => "ws://here/t",
    listener,
    SocketInHand.open,
    () => 0.5,
  );
});

afterEach(() => {
  connection.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("Connection", () => {
  it("asks for bytes as they are, under the wire's name", () => {
    expect(SocketInHand.latest.binaryType).toBe("arraybuffer");
    expect(SocketInHand.latest.protocol).toBe("sidelab.terminal.v1");
  });

  it("stands when the server has said hello, not before", () => {
    expect(connection.ready).toBe(false);
    SocketInHand.latest.greets();
    expect(connection.ready).toBe(true);
    expect(states).toEqual(["open"]);
  });

  it("comes back after a drop, later each time while the server stays away", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.drops();
    expect(states).toEqual(["open", "waiting"]);
    vi.advanceTimersByTime(249);
    expect(SocketInHand.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(SocketInHand.all).toHaveLength(2);
    SocketInHand.latest.drops();
    vi.advanceTimersByTime(499);
    expect(SocketInHand.all).toHaveLength(2);
    vi.advanceTimersByTime(1);
    SocketInHand.latest.greets();
    expect(states.at(-1)).toBe("open");
  });

  it("does not hammer a server that greets and drops at once", () => {
    for (let tries = 0; tries < 4; tries += 1) {
      SocketInHand.latest.greets();
      SocketInHand.latest.drops();
      connection.retryNow();
    }
    const before = SocketInHand.all.length;
    SocketInHand.latest.drops();
    vi.advanceTimersByTime(3_999);
    expect(SocketInHand.all).toHaveLength(before);
  });

  it("tries at once when asked to", () => {
    SocketInHand.latest.drops();
    connection.retryNow();
    expect(SocketInHand.all).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(SocketInHand.all).toHaveLength(2);
  });

  it.each(["workspace_ended", "closed_by_learner", "protocol"])(
    "ends for good when the server says %s",
    (reason) => {
      SocketInHand.latest.greets();
      SocketInHand.latest.says({ type: "closed", reason, message: "" });
      vi.advanceTimersByTime(60_000);
      expect(states).toEqual(["open", "ended"]);
      expect(SocketInHand.all).toHaveLength(1);
    },
  );

  it("comes back after a server that stopped", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.says({ type: "closed", reason: "server_stopping", message: "" });
    SocketInHand.latest.drops();
    vi.advanceTimersByTime(250);
    expect(SocketInHand.all).toHaveLength(2);
  });

  it("hears no more of a socket that it has given up", () => {
    const first = SocketInHand.latest;
    first.greets();
    first.drops();
    vi.advanceTimersByTime(250);
    first.greets();
    expect(connection.ready).toBe(false);
  });

  it("finds a connection that died without a word", () => {
    const first = SocketInHand.latest;
    first.greets();
    vi.advanceTimersByTime(QUIET_MILLIS + 3_000);
    expect(first.told).toEqual([{ type: "ping" }]);
    vi.advanceTimersByTime(ANSWER_MILLIS + 3_000);
    expect(states).toContain("waiting");
  });

  it("finds a dead connection sooner when something was typed into it", () => {
    const first = SocketInHand.latest;
    first.greets();
    connection.type(Uint8Array.of(0x61));
    vi.advanceTimersByTime(3_000);
    expect(first.told).toEqual([{ type: "ping" }]);
    vi.advanceTimersByTime(ANSWER_MILLIS + 3_000);
    expect(states).toContain("waiting");
  });

  it("keeps a quiet connection whose server answers", () => {
    const first = SocketInHand.latest;
    first.greets();
    for (let round = 0; round < 20; round += 1) {
      vi.advanceTimersByTime(6_000);
      first.says({ type: "pong" });
    }
    expect(states).toEqual(["open"]);
  });

  it("sends a large paste in frames, in order and whole", () => {
    SocketInHand.latest.greets();
    const paste = Uint8Array.from({ length: 3 * LONGEST_FRAME + 5 }, (_, index) => index % 251);
    connection.type(paste);
    const frames = SocketInHand.latest.sent as Uint8Array[];
    expect(frames.map((frame) => frame.length)).toEqual([
      LONGEST_FRAME,
      LONGEST_FRAME,
      LONGEST_FRAME,
      5,
    ]);
    expect(frames.flatMap((frame) => [...frame])).toEqual([...paste]);
  });
});
