import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { Layer, LayerView } from "../protocol/layers";
import { howMeasured } from "./how";
import { layerLedger, showTimes } from "./layer-ledger";
import { layerStacks } from "./layer-stacks";

const FACE = ".layer-face";

/** The panel of layers: what is unfolded and where the focus is outlive each new drawing. */
export class LayersPanel implements Disposable {
  private readonly held = new Disposables();
  private readonly unfolded = new Set<string>();
  private drawn = "";
  private layers = new Map<string, Layer>();

  /**
   * @param files shows what a layer did
   */
  constructor(
    private readonly panel: HTMLElement,
    private readonly measure: () => Promise<LayerView>,
    private readonly files: (layer: Layer) => void,
  ) {
    this.held.listen(panel, "click", (event: Event) => {
      this.clicked(event);
    });
    for (const kind of ["pointerover", "focusin"]) {
      this.held.listen(panel, kind, (event: Event) => {
        this.pointOut(layerAt(event));
      });
    }
    for (const kind of ["pointerleave", "focusout"]) {
      this.held.listen(panel, kind, () => {
        this.pointOut(undefined);
      });
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  /** Measures and draws what has changed. Returns when it was measured. */
  async refresh(): Promise<string> {
    const view = await this.measure();
    const figures = JSON.stringify([view.stacks, view.ledger], (name, value: unknown) =>
      name === "measuredAt" ? undefined : value,
    );
    if (figures !== this.drawn) {
      this.drawn = figures;
      this.draw(view);
    }
    showTimes(this.panel, view);
    return view.measuredAt;
  }

  private draw(view: LayerView): void {
    const all = view.stacks.flatMap((stack) => stack.layers);
    this.layers = new Map(all.map((layer) => [layer.id, layer]));
    const focused = keyOf(document.activeElement) ?? "";
    const help = [...this.panel.querySelectorAll(".how-sign")].findIndex(
      (sign) => sign === document.activeElement,
    );
    this.panel.replaceChildren(
      element("div", { class: "layers" }, picture(view), layerLedger(view)),
    );
    for (const face of this.panel.querySelectorAll<HTMLElement>(FACE)) {
      const key = keyOf(face) ?? "";
      unfold(face, this.unfolded.has(key));
      if (key === focused) {
        face.focus();
      }
    }
    this.panel.querySelectorAll<HTMLElement>(".how-sign")[help]?.focus();
  }

  private clicked(event: Event): void {
    const asked = (event.target as Element).closest(".layer-files-button");
    const layer = this.layers.get(layerAt(event) ?? "");
    if (asked !== null && layer !== undefined) {
      this.files(layer);
      return;
    }
    const face = (event.target as Element).closest<HTMLElement>(FACE);
    const key = keyOf(face);
    if (face === null || key === undefined) {
      return;
    }
    const open = !this.unfolded.delete(key);
    if (open) {
      this.unfolded.add(key);
    }
    unfold(face, open);
  }

  /** Marks a layer wherever it is. */
  private pointOut(layer: string | undefined): void {
    for (const item of this.panel.querySelectorAll<HTMLElement>(".layer")) {
      item.classList.toggle("same", item.dataset["layer"] === layer);
    }
  }
}

function picture(view: LayerView): HTMLElement {
  const legend = element(
    "p",
    { class: "layers-legend" },
    legendItem(
      "legend-shared",
      "Coloured: stored once, in several images. The same letter is the same layer.",
      view.howLayers,
    ),
    legendItem("legend-own", "Dashed: what a machine wrote itself.", view.howMachines),
  );
  return element("div", { class: "layers-picture" }, layerStacks(view), legend);
}

function legendItem(look: string, text: string, how: string): HTMLElement {
  const sample = element("span", { class: look });
  return element("span", { class: "legend-item" }, sample, text, howMeasured(how));
}

function layerAt(event: Event): string | undefined {
  const item = (event.target as Element).closest<HTMLElement>(".layer");
  return item?.dataset["layer"];
}

function keyOf(face: Element | null): string | undefined {
  return face instanceof HTMLElement ? face.dataset["key"] : undefined;
}

function unfold(face: HTMLElement, open: boolean): void {
  face.setAttribute("aria-expanded", String(open));
  const details = face.nextElementSibling;
  if (details instanceof HTMLElement) {
    details.hidden = !open;
  }
}
