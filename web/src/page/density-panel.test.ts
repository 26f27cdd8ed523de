import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import type { DensityView, Growth, GrowthPoint, Race } from "../protocol/density";
import { page, settled } from "../testing/page";
import { ApiError } from "./api";
import { DensityPanel } from "./density-panel";

const MIB = 1024 * 1024;

const RACE: Race = {
  state: "done",
  message: "",
  millis: 9000,
  accelerator: "tcg: no /dev/kvm",
  how: "From the request to the prompt.",
  lanes: [
    { name: "box-1", kind: "container", startMillis: 0, readyMillis: 400, note: "" },
    { name: "box-2", kind: "container", startMillis: 300, readyMillis: null, note: "No prompt." },
    { name: "vm", kind: "vm", startMillis: 0, readyMillis: 8000, note: "" },
  ],
};

function point(containers: number): GrowthPoint {
  return {
    containers,
    at: "2026-01-01T10:00:00Z",
    millis: 700 * containers,
    memoryBytes: 2 * MIB * containers,
    shimBytes: 3 * MIB * containers,
    availableBytes: 1000 * MIB,
    imageBytes: 100 * MIB,
    layerBytes: 0,
  };
}

const GROWING: Growth = {
  state: "running",
  message: "",
  endedBy: "",
  most: 60,
  target: 5,
  running: 3,
  points: [point(1), point(2)],
  vm: { at: "", memoryBytes: 297 * MIB, shimBytes: 3 * MIB, diskBytes: 200 * MIB },
  vmNote: "",
  availableBefore: 1010 * MIB,
  availableAfter: null,
  bill: null,
  how: { memory: "m", shims: "s", host: "h", disk: "d", vms: "v" },
};

const GROWN: Growth = {
  ...GROWING,
  state: "done",
  endedBy: "memory",
  running: 0,
  availableAfter: 1009 * MIB,
  bill: {
    containers: 2,
    memoryBytes: 10 * MIB,
    oneMoreBytes: 5 * MIB,
    diskBytes: 100 * MIB,
    vmMemoryBytes: 600 * MIB,
    vmDiskBytes: 400 * MIB,
    memoryFactor: 60,
    diskFactor: 4,
    fitContainers: 1234,
    fitVms: 20,
    roomBytes: 6000 * MIB,
  },
};

const VIEW: DensityView = {
  at: "2026-01-01T10:00:00Z",
  budget: {
    title: "Box",
    image: "debian:12",
    vmTitle: "VM",
    containers: 60,
    race: 4,
    memoryBytes: 1024 * MIB,
    diskBytes: 512 * MIB,
    floorBytes: 1024 * MIB,
  },
  running: "",
  race: null,
  growth: null,
};

describe("The panel of races and density", () => {
  let view: DensityView;
  let sent: string[];
  let refusal: ApiError | undefined;
  let panel: DensityPanel;

  function answer(call: string): Promise<DensityView> {
    sent.push(call);
    return refusal === undefined ? Promise.resolve(view) : Promise.reject(refusal);
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    page('<div id="density-panel"></div>');
    view = VIEW;
    sent = [];
    refusal = undefined;
    panel = new DensityPanel(required("#density-panel"), {
      look: () => answer("look"),
      race: (containers) => answer(`race ${containers}`),
      grow: (containers) => answer(`grow ${containers}`),
      stop: () => answer("stop"),
    });
  });

  afterEach(() => {
    panel.dispose();
    vi.useRealTimers();
  });

  function card(name: string): HTMLElement {
    return required(`[aria-label="${name}"]`);
  }

  function start(name: string): HTMLButtonElement {
    return required("button[type=submit]", card(name));
  }

  it("asks for as many as the learner chose, within the budget", async () => {
    await panel.refresh();
    const number = required<HTMLInputElement>("input", card("Race"));
    expect([number.value, number.max]).toEqual(["4", "4"]);
    number.value = "3";
    required("form", card("Race")).dispatchEvent(new Event("submit", { cancelable: true }));
    required("form", card("How many fit")).dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
    expect(sent).toEqual(["look", "race 3", "grow 60"]);
  });

  it("shows each one's own time, and why one has none", async () => {
    view = { ...VIEW, race: RACE };
    await panel.refresh();
    const rows = [...card("Race").querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows).toEqual(["box-10.00 s0.40 s", "box-20.30 sNo prompt.", "vm (VM)0.00 s8.00 s"]);
    expect(card("Race").textContent).toContain("VM runs under tcg: no /dev/kvm");
  });

  it("looks again and again while a run goes on, and offers to stop it", async () => {
    view = { ...VIEW, running: "growth", growth: GROWING };
    await panel.refresh();
    expect(start("How many fit").hidden).toBe(true);
    expect(start("Race").disabled).toBe(true);
    expect(card("How many fit").querySelectorAll(".square.full")).toHaveLength(3);
    expect(required(".run-live", card("How many fit")).textContent).toBe("3 of 60 · 10 MiB");
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent.length).toBeGreaterThan(1);
    required<HTMLButtonElement>("button[type=button].button", card("How many fit")).click();
    await settled();
    expect(sent).toContain("stop");

    view = { ...VIEW, growth: GROWN };
    await vi.advanceTimersByTimeAsync(1000);
    const looks = sent.length;
    await vi.advanceTimersByTimeAsync(3000);
    expect(sent).toHaveLength(looks);
  });

  it("keeps the focus on the button that begins and ends a run", async () => {
    await panel.refresh();
    start("How many fit").focus();
    view = { ...VIEW, running: "growth", growth: GROWING };
    await panel.refresh();
    expect(document.activeElement?.textContent).toBe("Stop");
    view = { ...VIEW, growth: GROWN };
    await panel.refresh();
    expect(document.activeElement).toBe(start("How many fit"));
  });

  it("tells measured from calculated, in drawings and in tables", async () => {
    view = { ...VIEW, growth: GROWN };
    await panel.refresh();
    const fit = card("How many fit");
    expect(required(".run-status", fit).textContent).toContain("memory budget of 1.0 GiB");
    expect(required(".bill", fit).textContent).toContain("calculated from one");
    const lines = [...fit.querySelectorAll(".bill tbody tr")].map((row) => row.textContent);
    expect(lines[0]).toBe(
      "Memory10 MiB4.0 MiB in cgroups, 6.0 MiB shims600 MiBone takes 297 MiB60 ×",
    );
    expect(lines[3]).toBe("This host would hold1,23420");
    expect(required(".growth-chart", fit).getAttribute("aria-label")).toBe(
      "Memory: 10 MiB for 2 containers, 600 MiB for as many VMs, calculated from one",
    );
    expect(fit.querySelectorAll(".growth-table tbody tr")).toHaveLength(2);
    expect(fit.textContent).toContain("10 MiB less at the last measurement");
  });

  it("says that there is no VM, and draws the containers alone", async () => {
    const vmNote = "There is no virtual machine.";
    const bill = { ...(GROWN.bill as NonNullable<Growth["bill"]>), vmMemoryBytes: null };
    view = { ...VIEW, growth: { ...GROWN, vm: null, vmNote, bill } };
    await panel.refresh();
    expect(card("How many fit").querySelector(".vm-line")).toBeNull();
    expect(card("How many fit").textContent).toContain(vmNote);
  });

  it("says why a run is refused, on the card that was used", async () => {
    await panel.refresh();
    refusal = new ApiError(503, "busy", "Others are being measured.");
    required("form", card("How many fit")).dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
    expect(required(".run-status", card("How many fit")).textContent).toBe(
      "Others are being measured.",
    );
  });
});
