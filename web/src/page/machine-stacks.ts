import { element, icon } from "../dom";
import type { MachineStack, StackLayer, StackView } from "../protocol/stacks";
import { kernelMarks, type KernelMark } from "./kernel-letters";

/** Identifier of the element that holds a layer's evidence. */
export function evidenceId(view: StackView, layer: string): string {
  return `stack-evidence-${view.layers.findIndex((each) => each.id === layer)}`;
}

/** Machines side by side, on what all of them stand on: that is drawn once, as wide as they are. */
export function machineStacks(view: StackView): HTMLElement {
  return new Picture(view).drawn();
}

class Picture {
  private readonly marks: ReadonlyMap<string, KernelMark>;
  private readonly byId: ReadonlyMap<string, StackLayer>;

  constructor(private readonly view: StackView) {
    this.marks = kernelMarks(view);
    this.byId = new Map(view.layers.map((layer) => [layer.id, layer]));
  }

  drawn(): HTMLElement {
    const { machines } = this.view;
    const below = sharedLayers(machines);
    const columns = element("ul", { class: "machine-columns", "aria-label": "Machines" });
    columns.append(...machines.map((machine) => this.column(machine, below.length)));
    const picture = element("div", { class: "machine-stacks" }, columns);
    picture.style.setProperty("--machines", String(machines.length));
    if (below.length > 0) {
      const label = "What all of them stand on, the topmost first";
      picture.append(this.pile(below, "shared-blocks", label));
    }
    return picture;
  }

  private column(machine: MachineStack, shared: number): HTMLElement {
    const mark = this.marks.get(machine.kernel);
    const kernel = mark === undefined ? "Kernel not known" : `Kernel ${mark.letter}`;
    const own = machine.layers.slice(shared);
    const head = element(
      "div",
      { class: "stack-head" },
      element("h4", {}, icon(machine.kind === "vm" ? "vm" : "container"), machine.title),
      element(
        "p",
        { class: `machine-kernel ${mark?.tone ?? ""}`.trim() },
        element("strong", {}, kernel),
        machine.note === "" ? "" : ` · ${machine.note}`,
      ),
    );
    const column = element("li", { class: "machine-column", "data-kind": machine.kind }, head);
    if (own.length > 0) {
      column.append(this.pile(own, "own-blocks", `Only under ${machine.title}, the topmost first`));
    }
    return column;
  }

  /** What a hypervisor carries is drawn inside its block. */
  private pile(ids: readonly string[], look: string, label: string): HTMLElement {
    const list = element("ol", { class: `blocks ${look}`, "aria-label": label });
    const layers = ids.flatMap((id) => this.byId.get(id) ?? []);
    const hypervisor = layers.findIndex((layer) => layer.kind === "hypervisor");
    const lower = hypervisor < 0 ? layers : layers.slice(0, hypervisor);
    const carrier = layers[hypervisor];
    if (carrier !== undefined) {
      const carried = layers.slice(hypervisor + 1).map((layer) => layer.id);
      const inside = this.pile(carried, "carried-blocks", `Inside ${carrier.title}`);
      list.append(element("li", { class: "carrier" }, inside, this.block(carrier)));
    }
    for (const layer of [...lower].reverse()) {
      list.append(element("li", {}, this.block(layer)));
    }
    return list;
  }

  private block(layer: StackLayer): HTMLElement {
    const mark = this.marks.get(layer.id);
    const block = element(
      "button",
      {
        type: "button",
        class: `block ${mark?.tone ?? ""}`.trim(),
        "data-kind": layer.kind,
        "data-layer": layer.id,
        "aria-describedby": evidenceId(this.view, layer.id),
      },
      element("span", { class: "block-title" }, layer.title),
      element(
        "span",
        { class: "block-summary", "data-unknown": layer.summary === null },
        layer.summary ?? "not known",
      ),
    );
    if (mark !== undefined) {
      const letter = element("span", { class: "block-letter" }, mark.letter);
      letter.prepend(element("span", { class: "visually-hidden" }, "Kernel "));
      block.prepend(letter);
    }
    return block;
  }
}

/** The blocks that all stacks begin with. One machine alone shares nothing. */
function sharedLayers(machines: readonly MachineStack[]): readonly string[] {
  const [first, ...others] = machines.map((machine) => machine.layers);
  if (first === undefined || others.length === 0) {
    return [];
  }
  const differs = first.findIndex((layer, at) => others.some((other) => other[at] !== layer));
  return differs < 0 ? first : first.slice(0, differs);
}
