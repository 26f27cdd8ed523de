import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bytes, reconnect, SessionInHand } from "../testing/session-in-hand";
import { SlowDisplay } from "../testing/slow-display";
import { SocketInHand } from "../testing/socket-in-hand";
import { KEPT_MILLIS } from "./outbox";

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
  it("sends what was typed during a short drop, in order, once", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.drops();
    session.type(bytes("ls"), true);
    session.type(bytes(" -l\r"), true);
    vi.advanceTimersByTime(500);
    SocketInHand.latest.greets();
    session.type(bytes("pwd\r"), true);
    expect(SocketInHand.latest.typed).toBe("ls -l\rpwd\r");
    reconnect();
    SocketInHand.latest.greets(0, { typed: 10 });
    expect(SocketInHand.latest.typed).toBe("");
  });

  it("says so when it could not keep input", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.drops();
    session.type(bytes("rm -r old\r"), true);
    vi.advanceTimersByTime(KEPT_MILLIS + 1_000);
    SocketInHand.latest.greets();
    expect(SocketInHand.latest.typed).toBe("");
    expect(session.surroundings.lost).toBe(1);
  });

  it("types nothing into a program that has ended", () => {
    SocketInHand.latest.greets();
    SocketInHand.latest.says({ type: "exit", code: 0, message: "" });
    session.type(bytes("x"), true);
    SocketInHand.latest.says({ type: "restarted" });
    session.type(bytes("y"), true);
    expect(SocketInHand.latest.typed).toBe("y");
  });

  it("lets a watcher neither type nor set the size", () => {
    display.place = { cols: 100, rows: 40 };
    SocketInHand.latest.greets(0, { role: "watch" });
    display.parse();
    session.type(bytes("x"), true);
    session.fit();
    expect(SocketInHand.latest.sent).toEqual([]);
    expect(display.size).toEqual({ cols: 80, rows: 24 });
  });

  it("types again what the server did not get, and only that, under the same name", () => {
    const first = SocketInHand.latest;
    first.greets(0, { stream: "run-of-output" });
    session.type(bytes("abc"), true);
    session.type(bytes("def"), true);
    first.says({ type: "pong", typed: 2 });
    reconnect();
    const viewer = (socket: SocketInHand): string | null =>
      new URL(socket.url).searchParams.get("viewer");
    expect(viewer(SocketInHand.latest)).toBe(viewer(first));
    SocketInHand.latest.greets(0, { stream: "run-of-output", typed: 4 });
    expect(SocketInHand.latest.typed).toBe("ef");
    expect(session.surroundings.lost).toBe(0);
  });

  it("types nothing again into a server that cannot know what arrived, and says so", () => {
    SocketInHand.latest.greets();
    session.type(bytes("rm old\r"), true);
    SocketInHand.latest.drops();
    session.type(bytes("ls\r"), true);
    vi.advanceTimersByTime(500);
    SocketInHand.latest.greets(0, { typed: 0, stream: "another" });
    expect(SocketInHand.latest.typed).toBe("ls\r");
    expect(session.surroundings.lost).toBe(1);
  });

  it("sends a key pressed while old output is being shown", () => {
    SocketInHand.latest.greets(100);
    session.type(bytes("k"), true);
    expect(SocketInHand.latest.typed).toBe("k");
  });

  describe("of a guest", () => {
    const you = { guest: true, name: "Ada", types: true, asks: false };
    const company = { type: "company", viewers: [], more: 0, attended: true, you };

    it("sends keys only while the learner lets it", () => {
      SocketInHand.latest.greets(0, { role: "watch" });
      session.type(bytes("no "), true);
      SocketInHand.latest.says({ ...company, you: { ...you, types: false, asks: true } });
      session.type(bytes("no "), true);
      SocketInHand.latest.says(company);
      session.type(bytes("yes "), true);
      SocketInHand.latest.says({ ...company, you: { ...you, types: false } });
      session.type(bytes("no "), true);
      expect(SocketInHand.latest.typed).toBe("yes ");
    });

    it("sends no answer of the screen's, no report of the mouse, and no size", () => {
      display.place = { cols: 100, rows: 40 };
      SocketInHand.latest.greets(0, { role: "watch" });
      SocketInHand.latest.says(company);
      display.parse();
      session.type(bytes("\x1b[?1;2c"), false);
      session.type(bytes("\x1b[<0;1;1M"), false);
      expect(session.fit()).toBe(false);
      expect(SocketInHand.latest.sent).toEqual([]);
    });

    it("keeps nothing for the next connection, which begins without leave", () => {
      SocketInHand.latest.greets(0, { role: "watch" });
      SocketInHand.latest.says(company);
      session.type(bytes("sent"), true);
      SocketInHand.latest.drops();
      expect(session.surroundings.companies.at(-1)).toBeUndefined();
      session.type(bytes("lost"), true);
      vi.advanceTimersByTime(700);
      SocketInHand.latest.greets(0, { role: "watch", typed: 4 });
      session.type(bytes("no"), true);
      expect(SocketInHand.latest.typed).toBe("");
    });

    it("asks, and gives up", () => {
      SocketInHand.latest.greets(0, { role: "watch" });
      session.ask();
      session.done();
      expect(SocketInHand.latest.told).toEqual([{ type: "ask" }, { type: "done" }]);
    });
  });

  it("answers guests, whose coming changes nothing of what the learner types", () => {
    SocketInHand.latest.greets();
    const ada = { id: "7", name: "Ada", types: false, asks: true };
    const you = { guest: false };
    SocketInHand.latest.says({ type: "company", viewers: [ada], more: 0, attended: true, you });
    expect(session.surroundings.companies.at(-1)?.viewers).toEqual([ada]);
    session.answer("7", true);
    session.answer("7", false);
    session.type(bytes("ls"), true);
    expect(SocketInHand.latest.told).toEqual([
      { type: "allow", viewer: "7" },
      { type: "refuse", viewer: "7" },
    ]);
    expect(SocketInHand.latest.typed).toBe("ls");
  });
});
