import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { StackView } from "../protocol/stacks";
import { desktopDrawings } from "./desktop-drawings";
import { machineStacks } from "./machine-stacks";
import { stackEvidence } from "./stack-evidence";

/** The panel of stacks: a picture of layers, and beside it the evidence for one of them. */
export class StacksPanel implements Disposable {
  private readonly held = new Disposables();
  private readonly picture = element("div", { class: "stacks-picture" });
  private readonly evidence = element("section", {
    class: "stack-evidence",
    "aria-label": "Evidence for the layer",
    tabindex: "0",
  });
  private blocksDrawn = "";
  private readingsDrawn = "";
  /** The layer whose evidence stays when the pointer leaves the picture. */
  private chosen = "";

  constructor(
    private readonly panel: HTMLElement,
    private readonly measure: () => Promise<StackView>,
  ) {
    this.held.listen(this.picture, "pointerover", (event: Event) => {
      this.show(layerAt(event) ?? this.chosen);
    });
    this.held.listen(this.picture, "pointerleave", () => {
      this.show(this.chosen);
    });
    for (const kind of ["focusin", "click"]) {
      this.held.listen(this.picture, kind, (event: Event) => {
        this.chosen = layerAt(event) ?? this.chosen;
        this.show(this.chosen);
      });
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  /** Measures and draws what has changed. Returns when it was measured. */
  async refresh(): Promise<string> {
    const view = await this.measure();
    const blocks = JSON.stringify([
      view.machines,
      view.layers.map(({ id, title, summary }) => [id, title, summary]),
    ]);
    const readings = JSON.stringify([view.machines, view.layers]);
    if (blocks !== this.blocksDrawn) {
      this.blocksDrawn = blocks;
      this.draw(view);
    }
    if (readings !== this.readingsDrawn) {
      this.readingsDrawn = readings;
      const shown = this.shown();
      this.evidence.replaceChildren(...stackEvidence(view));
      this.show(shown ?? this.chosen);
    }
    return view.measuredAt;
  }

  private draw(view: StackView): void {
    if (!view.layers.some((layer) => layer.id === this.chosen)) {
      this.chosen = view.layers.find((layer) => layer.kind === "kernel")?.id ?? "";
    }
    const focused = document.activeElement?.getAttribute("data-layer");
    const title = element(
      "h3",
      {},
      "This host ",
      element("span", { class: "stack-badge" }, "measured"),
    );
    this.picture.replaceChildren(title, machineStacks(view));
    if (!this.panel.contains(this.picture)) {
      this.panel.replaceChildren(
        element("div", { class: "stacks-view" }, this.picture, this.evidence, desktopDrawings()),
      );
    }
    for (const block of this.picture.querySelectorAll<HTMLElement>(".block")) {
      if (block.dataset["layer"] === focused) {
        block.focus();
      }
    }
  }

  private show(layer: string): void {
    for (const card of this.evidence.querySelectorAll<HTMLElement>(".evidence-card")) {
      card.hidden = card.dataset["card"] !== layer;
    }
    for (const block of this.picture.querySelectorAll<HTMLElement>(".block")) {
      block.classList.toggle("shown", block.dataset["layer"] === layer);
      block.setAttribute("aria-current", String(block.dataset["layer"] === this.chosen));
    }
  }

  /** The layer on show, if it is still there. */
  private shown(): string | undefined {
    return this.picture.querySelector<HTMLElement>(".block.shown")?.dataset["layer"];
  }
}

function layerAt(event: Event): string | undefined {
  return (event.target as Element).closest<HTMLElement>(".block")?.dataset["layer"];
}
