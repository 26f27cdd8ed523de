import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import type { Rehearsal, RehearsalTimes } from "../protocol/rehearsal";
import { page } from "../testing/page";
import { RehearsalPanel } from "./rehearsal";

const none: RehearsalTimes = { count: 0, median: 0, p99: 0, slowest: 0 };
const over: Rehearsal = {
  phase: "OVER",
  end: "All robots are through.",
  started: "2026-01-01T00:00:00Z",
  ended: "2026-01-01T00:01:00Z",
  learners: 4,
  joined: 4,
  through: 4,
  stepsPassed: 8,
  stepsFailed: 0,
  ready: { count: 4, median: 1234, p99: 2345, slowest: 2345 },
  echo: { count: 50, median: 1.2, p99: 14, slowest: 20 },
  failures: [],
  labs: [{ lab: "box", through: 4, took: { count: 4, median: 9000, p99: 12000, slowest: 12000 } }],
  host: {
    known: false,
    memory: 0,
    memoryBefore: 0,
    memoryPeak: 0,
    containersBefore: 0,
    containersPeak: 64 * 1024 * 1024,
    cpus: 2,
    cpuBefore: 0,
    cpuMean: 0,
    cpuPeak: 0,
    loadPeak: 0,
    diskPath: "",
    diskFree: 0,
    diskUsed: 0,
  },
  scarce: [{ resource: "cpu", learners: 55, text: "2 processors were busy 70 % of the time." }],
  left: "",
};

describe("The panel of a rehearsal", () => {
  let report: Rehearsal | null;
  let calls: string[];
  let panel: RehearsalPanel;

  beforeEach(() => {
    page("<div id=place></div>");
    report = null;
    calls = [];
    vi.stubGlobal("fetch", (path: string, init: { method: string; body?: string }) => {
      calls.push(`${init.method} ${path} ${init.body ?? ""}`.trim());
      const body = init.method === "GET" ? JSON.stringify({ report }) : "";
      return Promise.resolve(new Response(body, { status: 200 }));
    });
  });

  afterEach(() => {
    panel.dispose();
    vi.unstubAllGlobals();
  });

  async function shown(words: string): Promise<void> {
    panel = new RehearsalPanel(required("#place"), "w1", 40);
    await vi.waitFor(() => {
      expect(required(".rehearsal-status").textContent).toBe(words);
      expect(calls.length).toBeGreaterThan(0);
    });
  }

  it("begins with as many robots as the workshop has seats", async () => {
    await shown("Not rehearsed yet.");
    required<HTMLFormElement>("form").requestSubmit();
    await vi.waitFor(() => {
      expect(calls).toContain('POST /api/workshops/w1/rehearsal {"learners":40,"minutes":15}');
    });
  });

  it("can be stopped while it goes on, and not begun a second time", async () => {
    report = { ...over, phase: "PLAYING", end: "", through: 1, ready: none };
    await shown("Robots work…");
    expect(required<HTMLButtonElement>(".primary").disabled).toBe(true);
    required<HTMLButtonElement>("button[type=button]").click();
    await vi.waitFor(() => {
      expect(calls).toContain("DELETE /api/workshops/w1/rehearsal");
    });
  });

  it("says what ends first when it went well", async () => {
    report = over;
    await shown("All robots are through.");
    const notice = required(".notice").textContent;
    expect(notice).toContain("It went well. Processors end first: enough for about 55 learners.");
    expect(required("table").textContent).toContain("1.2 s in the middle, 2.3 s at the slowest");
    expect(document.querySelector("button[type=button]:not([hidden])")).toBeNull();
  });

  it("shows reasons as text, whatever a lab prints", async () => {
    const reason = "<img src=x onerror=alert(1)>";
    report = {
      ...over,
      stepsFailed: 1,
      failures: [{ robot: "Robot 1", lab: "box", step: 2, reason }],
    };
    await shown("All robots are through.");
    expect(required(".notice").textContent).toContain("1 step failed.");
    expect(required(".rehearsal-failures pre").textContent).toBe(reason);
    expect(document.querySelector("img")).toBeNull();
  });
});
