import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import type { Layer, LayerView, Stack } from "../protocol/layers";
import { page } from "../testing/page";
import { bytes } from "./bytes";
import { LayersPanel } from "./layers-panel";

function layer(label: string, changes: Partial<Layer> = {}): Layer {
  return {
    id: `sha256:${label}`,
    label,
    diffId: `sha256:content-of-${label}`,
    command: `RUN make ${label}`,
    sizeBytes: 2048,
    inLab: 1,
    onHost: 1,
    ...changes,
  };
}

function stack(name: string, ...layers: Layer[]): Stack {
  const own = { name: "box", title: "Box", kind: "container", bytes: 10, note: "" };
  return { name, id: `sha256:${name}`, sizeBytes: 4096, layers, machines: [own], note: "" };
}

const BASE = layer("A", { inLab: 2, onHost: 3 });

const VIEW: LayerView = {
  measuredAt: "2026-01-01T10:00:00Z",
  howLayers: "by looking",
  howMachines: "by weighing",
  stacks: [stack("one", BASE, layer("B")), stack("two", BASE, layer("C", { command: null }))],
  ledger: [
    {
      scope: "lab",
      title: "This lab",
      how: "added",
      measuredAt: "2026-01-01T10:00:00Z",
      images: 2,
      machines: 0,
      sumBytes: 8192,
      storedBytes: 6144,
      savedBytes: 2048,
      exact: true,
    },
  ],
};

describe("The panel of layers", () => {
  let view: LayerView;
  let panel: LayersPanel;
  let asked: string[];

  beforeEach(async () => {
    page('<div id="layers-panel"></div>');
    view = VIEW;
    asked = [];
    panel = new LayersPanel(
      required("#layers-panel"),
      () => Promise.resolve(view),
      (layer) => asked.push(layer.label),
    );
    await panel.refresh();
  });

  afterEach(() => {
    panel.dispose();
  });

  function face(label: string): HTMLElement {
    return required(`.layer[data-layer="sha256:${label}"] .layer-face`);
  }

  it("shows every image from its topmost layer down, and its machines above", () => {
    const first = required(".stack");
    expect([...first.querySelectorAll(".layer-label")].map((label) => label.textContent)).toEqual([
      "Layer B",
      "Layer A",
    ]);
    expect(required(".own-layer", first).textContent).toBe("Box10 B written");
    expect(required(".stack-facts", first).textContent).toBe("4.0 KiB in 2 layers");
  });

  it("gives a shared layer the same look everywhere and others none", () => {
    const looks = [...document.querySelectorAll('.layer[data-layer="sha256:A"]')].map(
      (item) => item.className,
    );
    expect(looks).toEqual(["layer tone-0 pattern-0", "layer tone-0 pattern-0"]);
    expect(face("B").parentElement?.className).toBe("layer");
    expect(face("A").textContent).toContain("in 3 images");
  });

  it("asks for the files of the layer that is unfolded", () => {
    face("B").click();
    required(".layer-details:not([hidden]) .layer-files-button").click();
    expect(asked).toEqual(["B"]);
    expect(face("B").getAttribute("aria-expanded")).toBe("true");
  });

  it("points out a layer in all stacks at once", () => {
    face("A").focus();
    expect(document.querySelectorAll(".layer.same")).toHaveLength(2);
    face("B").focus();
    expect(document.querySelectorAll(".layer.same")).toHaveLength(1);
  });

  it("says that a command is unknown instead of guessing one", () => {
    expect(face("C").textContent).toContain("Unknown command");
  });

  it("keeps what is unfolded and focused when figures change", async () => {
    face("B").click();
    face("B").focus();
    const before = face("B");
    view = { ...VIEW, stacks: [stack("one", BASE, layer("B", { sizeBytes: 9 }))] };
    await panel.refresh();
    expect(face("B")).not.toBe(before);
    expect(face("B").getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement).toBe(face("B"));
    face("B").click();
    expect(face("B").nextElementSibling?.hasAttribute("hidden")).toBe(true);
  });

  it("changes only the times when the figures are the same", async () => {
    const before = face("B");
    const [row] = VIEW.ledger;
    view = { ...VIEW, ledger: row === undefined ? [] : [{ ...row, measuredAt: "2027-01-01" }] };
    await panel.refresh();
    expect(face("B")).toBe(before);
    expect(required(".ledger-when time").getAttribute("datetime")).toBe("2027-01-01");
  });

  it("adds up what sharing saves", () => {
    const entry = required('[data-scope="lab"]');
    expect(required(".ledger-saved", entry).textContent).toBe("2.0 KiB saved by sharing, 25 %");
    expect(required("dl", entry).textContent).toBe("2 images, summed8.0 KiBReally stored6.0 KiB");
  });
});

describe("Bytes", () => {
  it("are written in binary units", () => {
    expect([0, 1023, 1536, 256 * 1024 ** 2, 3 * 1024 ** 4].map(bytes)).toEqual([
      "0 B",
      "1023 B",
      "1.5 KiB",
      "256 MiB",
      "3.0 TiB",
    ]);
  });
});
