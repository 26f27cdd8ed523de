import { describe, expect, it } from "vitest";
import { verdictOf } from "./check-view";
import { bad, blocking, good } from "./finding";
import { ownerText, report } from "./owner-text";
import { judgeClock, judgeCookies, judgeRequests } from "./request-checks";
import type { RoundTrip } from "./requests";
import { judgeIdle, judgeTimes } from "./socket-checks";
import { judgeArrivals } from "./stream-check";

function trip(change: Partial<RoundTrip["answer"]> = {}, millis = 20, at = 1_000): RoundTrip {
  const answer = {
    now: 1_000,
    from: "private",
    encrypted: false,
    proxied: false,
    sentProbe: "a",
    seenProbe: "a",
    ports: "",
    ...change,
  };
  return { answer, millis, at };
}

describe("what a check makes of what it saw", () => {
  it("wants each answer's cookie back in the next request", () => {
    const first = trip({ sentProbe: "a", seenProbe: "" });
    expect(judgeCookies([first, trip()], "x").level).toBe("good");
    expect(judgeCookies([first, trip({ seenProbe: "" })], "x").level).toBe("bad");
    const old = judgeCookies([first, trip({ seenProbe: "stale" })], "x");
    expect(old.result).toContain("old cookie");
    expect(old.evidence?.answered).toBe("the cookie came back in 0 of 1 requests");
  });

  it("says what a wrong clock changes, and which way it is wrong", () => {
    expect(judgeClock([trip({}, 20, 3_000)]).level).toBe("good");
    const ahead = judgeClock([trip({}, 900, 1_000), trip({}, 20, 91_000)]);
    expect(ahead.result).toContain("90 s ahead of");
    expect(ahead.meaning).toContain("time left");
    expect(judgeClock([trip({ now: 91_000 })]).result).toContain("90 s behind");
  });

  it("takes the median, so that one slow answer says nothing", () => {
    const quick = [trip(), trip(), trip({}, 5_000)];
    expect(judgeRequests(quick).level).toBe("good");
    expect(judgeRequests([trip({}, 900), trip({ proxied: true }, 900)]).result).toContain("proxy");
    expect(judgeTimes([1, 2, 3, 4, 900]).result).toContain("3.0 ms there and back");
    expect(judgeTimes([400, 400]).level).toBe("note");
  });

  it("finds events that were collected by the time between them", () => {
    expect(judgeArrivals([10, 260, 510, 760, 1_010, 1_260], "http://h").level).toBe("good");
    const collected = judgeArrivals([1_270, 1_271, 1_271, 1_272], "http://h");
    expect(collected.level).toBe("bad");
    expect(collected.evidence?.needed).toContain("no buffering");
    expect(judgeArrivals([], "http://h").level).toBe("bad");
  });

  it("takes a cut after the heartbeat for no fault", () => {
    expect(judgeIdle(10, "closed", "ws://h").level).toBe("bad");
    expect(judgeIdle(30, "closed", "ws://h").level).toBe("note");
  });
});

describe("the verdict", () => {
  it("tells what disturbs from what no lab works without", () => {
    expect(verdictOf([good("fine")]).text).toBe("You can take part.");
    const slow = bad("late", "m", "a");
    expect(verdictOf([slow, good("fine")])).toEqual({
      level: "note",
      text: "You can take part, but one thing disturbs: see below.",
    });
    const none = blocking("none", "m", "a");
    expect(verdictOf([slow, none]).text).toBe(
      "You cannot take part yet. 2 things are in the way: see below.",
    );
  });
});

describe("the text for others", () => {
  it("names host, port, protocol, what was tried, when, and what answered", () => {
    const site = { protocol: "http:", hostname: "labs.local", port: "8080" };
    const evidence = { tried: "GET /x", answered: "nothing", needed: "everything" };
    const text = ownerText("Requests", evidence, site, new Date(0), "A browser");
    expect(text).toContain("host labs.local, TCP port 8080, HTTP");
    expect(text).toContain("1970-01-01T00:00:00.000Z");
    expect(text).toMatch(/Tried: +GET \/x\nAnswered: nothing\nNeeded: +everything/);
    const secure = { protocol: "https:", hostname: "h", port: "" };
    expect(ownerText("R", evidence, secure, new Date(0), "")).toContain("port 443, HTTPS");
  });

  it("has one line for each check", () => {
    expect(report([["Cookies", { level: "good", result: "Fine." }]])).toBe("good  Cookies: Fine.");
  });
});
