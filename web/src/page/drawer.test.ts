import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import type { Evidence } from "../protocol/evidence";
import { page, settled } from "../testing/page";
import { Divider } from "./divider";
import { Drawer } from "./drawer";
import { EvidencePanels } from "./evidence-panels";

const EVIDENCE: Evidence = {
  measuredAt: "2026-01-01T10:00:00Z",
  columns: [
    { name: "host", title: "Host", kind: "host" },
    { name: "vm", title: "VM", kind: "vm" },
  ],
  rows: [
    {
      label: "Kernel",
      how: "uname -r",
      cells: [{ text: "6.1.0" }, { text: "6.12.0", note: "its own" }],
    },
  ],
  loads: [
    {
      machine: "vm",
      readAt: "2026-01-01T10:00:00Z",
      memoryBytes: 3 * 1024 * 1024,
      memoryLimitBytes: 1024 ** 3,
      cpuNanos: 1e9,
    },
  ],
  hostProcesses: [
    {
      machine: "Container",
      hostPid: 42,
      insidePid: 7,
      parentPid: 1,
      user: "root",
      memory: 2_097_152,
      command: "<sh>",
    },
  ],
};

describe("The drawer", () => {
  let measured: number;
  let drawer: Drawer;

  beforeEach(() => {
    vi.useFakeTimers();
    measured = 0;
    page(`<section id="drawer"><button data-panel="evidence-panel"></button><button data-panel="host-panel"></button>
      <span id="drawer-note"></span><div id="evidence-panel" hidden></div><div id="host-panel" hidden></div></section>`);
    const panels = new EvidencePanels(required("#evidence-panel"), required("#host-panel"), () => {
      measured += 1;
      return Promise.resolve(EVIDENCE);
    });
    const refresh = (): Promise<string> => panels.refresh();
    drawer = new Drawer(required("#drawer"), { "evidence-panel": refresh, "host-panel": refresh });
  });

  afterEach(() => {
    drawer.dispose();
    vi.useRealTimers();
  });

  it("measures only while somebody looks", async () => {
    await vi.advanceTimersByTimeAsync(20_000);
    expect(measured).toBe(0);
    required("button").click();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(measured).toBe(3);
    required("button").click();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(measured).toBe(3);
    expect(required("#drawer-note").textContent).toBe("");
  });

  it("shows facts in a table with how they were measured", async () => {
    required("button").click();
    await settled();
    const table = required("#evidence-panel table");
    expect([...table.querySelectorAll("th[scope=col]")].map((th) => th.textContent)).toEqual([
      "Host",
      "VM",
    ]);
    expect(table.querySelector(".how-sign")?.getAttribute("aria-label")).toBe(
      "How measured: uname -r",
    );
    expect(table.querySelector("td:last-child")?.textContent).toBe("6.12.0its own");
    expect(required(".load-charts tr td:last-child", table).textContent).toBe("3.0 MiB");
  });

  it("leaves an unchanged table alone, so that it can be read and pointed at", async () => {
    required("button").click();
    await settled();
    const before = required("#evidence-panel table");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(required("#evidence-panel table")).toBe(before);
  });

  it("shows commands of machines as text", async () => {
    required('[data-panel="host-panel"]').click();
    await settled();
    expect(required("#host-panel .command").textContent).toBe("<sh>");
    const cells = [...document.querySelectorAll("#host-panel tbody td")].map(
      (cell) => cell.textContent,
    );
    expect(cells).toEqual(["42", "7", "1", "root", "2.0 MiB", "<sh>"]);
  });
});

describe("A divider", () => {
  it("moves with the arrow keys, within its bounds, and says where it is", () => {
    page(
      '<div id="whole"><div id="line" role="separator" aria-orientation="vertical"></div></div>',
    );
    const shares: number[] = [];
    const divider = new Divider(
      required("#line"),
      "--share",
      { least: 20, most: 60 },
      30,
      (share) => shares.push(share),
    );
    const press = (key: string): void => {
      required("#line").dispatchEvent(new KeyboardEvent("keydown", { key }));
    };
    press("ArrowRight");
    press("End");
    press("ArrowRight");
    press("x");
    expect(shares).toEqual([32, 60, 60]);
    expect(required("#line").getAttribute("aria-valuenow")).toBe("60");
    expect(required("#whole").style.getPropertyValue("--share")).toBe("60%");
    divider.dispose();
  });
});
