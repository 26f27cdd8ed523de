import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { reconnect, SessionInHand } from "../testing/session-in-hand";
import { SlowDisplay } from "../testing/slow-display";
import { SocketInHand } from "../testing/socket-in-hand";
import { ACK_EVERY_BYTES } from "./acknowledgements";

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
  it("acknowledges what is parsed, not what has come", () => {
    const socket = SocketInHand.latest;
    socket.greets();
    socket.prints("x".repeat(ACK_EVERY_BYTES));
    expect(socket.told).toEqual([]);
    display.parse();
    expect(socket.told).toEqual([{ type: "ack", bytes: ACK_EVERY_BYTES }]);
  });

  it("does not acknowledge a lost connection's bytes on the next one", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.prints("x".repeat(ACK_EVERY_BYTES));
    reconnect();
    SocketInHand.latest.greets();
    display.parse();
    expect(SocketInHand.latest.told).toEqual([]);
  });

  it("acknowledges bytes from before a second greeting on the same connection", () => {
    const socket = SocketInHand.latest;
    socket.greets();
    socket.prints("x".repeat(ACK_EVERY_BYTES));
    socket.greets();
    display.parse();
    expect(socket.told).toEqual([{ type: "ack", bytes: ACK_EVERY_BYTES }]);
  });

  it("shows after a drop exactly what the server replays", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.prints("before");
    reconnect();
    SocketInHand.latest.greets(6);
    SocketInHand.latest.prints("before and after");
    display.parse();
    expect(display.text).toBe("before and after");
    expect(session.surroundings.states).toEqual(["open", "waiting", "connecting", "open again"]);
  });

  it("goes on after a drop where the output was lost, without drawing it anew", () => {
    SocketInHand.latest.greets(5, { stream: "run-of-output", position: 5 });
    SocketInHand.latest.prints("firstsecond");
    reconnect();
    const address = new URL(SocketInHand.latest.url);
    expect(address.searchParams.get("stream")).toBe("run-of-output");
    expect(address.searchParams.get("position")).toBe("11");
    SocketInHand.latest.greets(5, { stream: "run-of-output", position: 16, resumed: true });
    SocketInHand.latest.prints("third");
    display.parse();
    expect(display.text).toBe("firstsecondthird");
  });

  it("asks for everything after a drop in the middle of a replay", () => {
    SocketInHand.latest.greets(5, { stream: "run-of-output", position: 5 });
    SocketInHand.latest.prints("fir");
    reconnect();
    expect(new URL(SocketInHand.latest.url).searchParams.has("position")).toBe(false);
  });
});
