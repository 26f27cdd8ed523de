import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import type { MachineStack, Reading, StackLayer, StackView } from "../protocol/stacks";
import { page } from "../testing/page";
import { StacksPanel } from "./stacks-panel";

const BOOT: Reading = {
  label: "Boot ID",
  value: "b00t",
  source: "/proc/boot",
  note: "The host's.",
};
const UNREAD: Reading = {
  label: "Product",
  value: null,
  source: "/sys/dmi",
  note: "No such file.",
};

function layer(id: string, kind: string, changes: Partial<StackLayer> = {}): StackLayer {
  return { id, kind, title: `The ${id}`, summary: "6.1", meaning: "", readings: [], ...changes };
}

const BELOW = ["hardware", "host-kernel", "engine"];

function machine(name: string, kind: string, kernel: string, ...own: string[]): MachineStack {
  return { name, title: name, kind, kernel, note: "measured", layers: [...BELOW, ...own] };
}

const VIEW: StackView = {
  measuredAt: "2026-01-01T10:00:00Z",
  layers: [
    layer("hardware", "hardware", { summary: null, readings: [UNREAD] }),
    layer("host-kernel", "kernel", { readings: [BOOT] }),
    layer("engine", "engine"),
    layer("box/container", "container"),
    layer("box/program", "program"),
    layer("vm/container", "container"),
    layer("vm/hypervisor", "hypervisor"),
    layer("vm/guest-kernel", "kernel"),
    layer("vm/program", "program"),
  ],
  machines: [
    machine("box", "container", "host-kernel", "box/container", "box/program"),
    machine(
      "vm",
      "vm",
      "vm/guest-kernel",
      "vm/container",
      "vm/hypervisor",
      "vm/guest-kernel",
      "vm/program",
    ),
  ],
};

describe("The panel of stacks", () => {
  let view: StackView;
  let panel: StacksPanel;

  beforeEach(async () => {
    page('<div id="stacks-panel"></div>');
    view = VIEW;
    panel = new StacksPanel(required("#stacks-panel"), () => Promise.resolve(view));
    await panel.refresh();
  });

  afterEach(() => {
    panel.dispose();
  });

  function block(id: string): HTMLElement {
    return required(`button[data-layer="${id}"]`);
  }

  function layersIn(selector: string): (string | undefined)[] {
    return [...required(selector).querySelectorAll<HTMLElement>(".block")].map(
      (each) => each.dataset["layer"],
    );
  }

  function card(): string {
    const cards = document.querySelectorAll(".evidence-card:not([hidden])");
    expect(cards).toHaveLength(1);
    return cards[0]?.textContent ?? "";
  }

  it("draws what all machines stand on once, the topmost first", () => {
    expect(layersIn(".shared-blocks")).toEqual(["engine", "host-kernel", "hardware"]);
    expect(
      document.querySelectorAll('[data-kind="kernel"][data-layer="host-kernel"]'),
    ).toHaveLength(1);
  });

  it("draws a guest's kernel and programs inside the block of QEMU", () => {
    expect(layersIn('.machine-column[data-kind="container"]')).toEqual([
      "box/program",
      "box/container",
    ]);
    expect(layersIn(".carrier")).toEqual(["vm/program", "vm/guest-kernel", "vm/hypervisor"]);
    expect(required(".carrier").contains(block("vm/container"))).toBe(false);
  });

  it("gives each kernel a letter and a colour, and tells each machine's", () => {
    const heads = [...document.querySelectorAll(".machine-kernel")];
    expect(heads.map((head) => head.textContent)).toEqual([
      "Kernel A · measured",
      "Kernel B · measured",
    ]);
    expect(block("host-kernel").textContent).toContain("Kernel A");
    expect(block("vm/guest-kernel").textContent).toContain("Kernel B");
    expect(block("host-kernel").className).not.toBe(block("vm/guest-kernel").className);
  });

  it("shows the host's kernel at first, with the figure and where it was read", () => {
    expect(card()).toContain("Shared by box, vm");
    expect(card()).toContain("Boot IDb00tThe host's./proc/boot");
  });

  it("shows the evidence of the layer under the pointer, then that of the chosen one again", () => {
    block("vm/program").dispatchEvent(new Event("pointerover", { bubbles: true }));
    expect(card()).toContain("Of vm");
    required(".stacks-picture").dispatchEvent(new Event("pointerleave"));
    expect(card()).toContain("The host-kernel");
  });

  it("says that a figure is not known, and why", () => {
    block("hardware").focus();
    expect(card()).toContain("Productnot knownNo such file.");
    expect(block("hardware").textContent).toContain("not known");
  });

  it("describes each layer by its own evidence", () => {
    for (const each of document.querySelectorAll("button.block")) {
      const described = each.getAttribute("aria-describedby") ?? "";
      expect(required(`#${described}`).dataset["card"]).toBe(each.getAttribute("data-layer"));
    }
  });

  it("keeps the chosen layer and the focus when figures change", async () => {
    block("engine").focus();
    const before = block("engine");
    view = {
      ...VIEW,
      layers: VIEW.layers.map((each) => (each.id === "engine" ? { ...each, summary: "2" } : each)),
    };
    await panel.refresh();
    expect(block("engine")).not.toBe(before);
    expect(document.activeElement).toBe(block("engine"));
    expect(card()).toContain("The engine");
  });

  it("leaves the picture alone when only a reading changes", async () => {
    const before = block("host-kernel");
    view = {
      ...VIEW,
      layers: VIEW.layers.map((each) =>
        each.id === "host-kernel" ? { ...each, readings: [{ ...BOOT, value: "an0ther" }] } : each,
      ),
    };
    await panel.refresh();
    expect(block("host-kernel")).toBe(before);
    expect(card()).toContain("an0ther");
  });

  it("says of a machine that is not made why it has no blocks", async () => {
    view = {
      ...VIEW,
      machines: [...VIEW.machines, { ...machine("late", "container", ""), note: "Not made." }],
    };
    await panel.refresh();
    const late = required(".machine-column:last-child");
    expect(late.textContent).toContain("Kernel not known");
    expect(late.textContent).toContain("Not made.");
    expect(late.querySelectorAll(".block")).toHaveLength(0);
  });

  it("marks the stacks of Docker Desktop as a drawing, without evidence", () => {
    const drawings = required(".desktop-drawings");
    expect(drawings.textContent).toContain("a drawing, not measured");
    expect(drawings.querySelectorAll("button")).toHaveLength(0);
  });
});
