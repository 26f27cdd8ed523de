import { element, iconButton } from "../dom";
import type { LabChoice } from "../protocol/workshop";

/** Labs to be chosen, and put into an order. */
export class LabOrder {
  private order: string[];
  private chosen = new Set<string>();

  constructor(
    private readonly list: HTMLElement,
    private readonly labs: readonly LabChoice[],
    private readonly changed: () => void,
  ) {
    this.order = labs.map((lab) => lab.id);
  }

  get value(): readonly string[] {
    return this.order.filter((id) => this.chosen.has(id));
  }

  /** Chosen ones come first, in their order. */
  set value(chosen: readonly string[]) {
    const known = new Set(this.labs.map((lab) => lab.id));
    this.chosen = new Set(chosen.filter((id) => known.has(id)));
    const others = this.labs.map((lab) => lab.id).filter((id) => !this.chosen.has(id));
    this.order = [...this.chosen, ...others];
    this.draw();
  }

  private draw(): void {
    this.list.replaceChildren(...this.order.map((id, at) => this.item(id, at)));
  }

  private item(id: string, at: number): HTMLElement {
    const lab = this.labs.find((one) => one.id === id);
    const title = lab?.title ?? id;
    const box = element("input", { type: "checkbox", checked: this.chosen.has(id) });
    box.addEventListener("change", () => {
      if (box.checked) {
        this.chosen.add(id);
      } else {
        this.chosen.delete(id);
      }
      this.changed();
    });
    const label = element(
      "label",
      {},
      box,
      element("span", {}, title),
      element("small", {}, `${lab?.minutes ?? 0} min`),
    );
    return element(
      "li",
      {},
      label,
      this.mover(id, at, -1, "up", `Move ${title} up`),
      this.mover(id, at, 1, "down", `Move ${title} down`),
    );
  }

  private mover(id: string, at: number, by: number, name: string, label: string): HTMLElement {
    const button = iconButton("up", label, name);
    button.disabled = at + by < 0 || at + by >= this.order.length;
    button.addEventListener("click", () => {
      this.order.splice(at, 1);
      this.order.splice(at + by, 0, id);
      this.draw();
      this.focus(at + by, name);
      this.changed();
    });
    return button;
  }

  /** Where the lab went, so that the keyboard can go on; at an end the other way is left. */
  private focus(at: number, name: string): void {
    const buttons = [...(this.list.children[at]?.querySelectorAll("button") ?? [])];
    const same = buttons.find((button) => button.classList.contains(name) && !button.disabled);
    (same ?? buttons.find((button) => !button.disabled))?.focus();
  }
}
