import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live } from "./live";

/** A stream of events whose other end is the test itself. */
class StreamInHand extends EventTarget {
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static readonly all: StreamInHand[] = [];
  readyState = 0;

  constructor(readonly url: string) {
    super();
    StreamInHand.all.push(this);
  }

  close(): void {
    this.readyState = StreamInHand.CLOSED;
  }
}

let heard: string[];
let polls: number;
let more: boolean;
let live: Live;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", StreamInHand);
  StreamInHand.all.length = 0;
  heard = [];
  polls = 0;
  more = true;
  live = new Live("/events", "workspace", {
    heard: (data) => heard.push(data),
    poll: () => {
      polls += 1;
      return Promise.resolve(more);
    },
  });
});

afterEach(() => {
  live.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function stream(): StreamInHand {
  const latest = StreamInHand.all.at(-1);
  if (latest === undefined) {
    throw new Error("no stream was opened");
  }
  return latest;
}

describe("Live updates", () => {
  it("come by events of their name, and by events without one", () => {
    stream().dispatchEvent(new MessageEvent("workspace", { data: "a" }));
    stream().dispatchEvent(new MessageEvent("message", { data: "b" }));
    expect(heard).toEqual(["a", "b"]);
  });

  it("ask for nothing while the stream is open", async () => {
    stream().readyState = StreamInHand.OPEN;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(polls).toBe(0);
  });

  it("ask by themselves while the stream is away, and open it again after a refusal", async () => {
    stream().readyState = StreamInHand.CLOSED;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(polls).toBe(1);
    expect(StreamInHand.all).toHaveLength(2);
  });

  it("leave a stream alone that reconnects by itself", async () => {
    await vi.advanceTimersByTimeAsync(9_000);
    expect(polls).toBe(3);
    expect(StreamInHand.all).toHaveLength(1);
  });

  it("stop when there is nothing more to hear", async () => {
    more = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(polls).toBe(1);
    expect(stream().readyState).toBe(StreamInHand.CLOSED);
  });
});
