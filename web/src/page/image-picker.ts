import { element, required } from "../dom";
import type { OfferedImage } from "../protocol/choices";
import type { ImageStatus } from "../protocol/images";

const STATES: Readonly<Record<ImageStatus["state"], string>> = {
  unknown: "Is fetched when you choose it",
  waiting: "Waits for its turn to be prepared",
  working: "Is being prepared",
  ready: "Ready",
  failed: "Not to be had now",
};

/** Images as cards of which one is chosen, each with how it stands with it. */
export class ImagePicker {
  readonly element: HTMLElement;
  private readonly cards = new Map<string, HTMLElement>();

  constructor(
    images: readonly OfferedImage[],
    private chosen: string,
    private readonly changed: () => void,
  ) {
    this.element = element(
      "fieldset",
      { class: "picker" },
      element("legend", {}, "Image"),
      element("div", { class: "picker-cards" }, ...images.map((image) => this.card(image))),
    );
  }

  get value(): string {
    return this.chosen;
  }

  /** Whether the chosen one cannot be had: choosing it means to try again. */
  get failed(): boolean {
    return this.cards.get(this.chosen)?.dataset["state"] === "failed";
  }

  /** News of an image; others than these are not shown. */
  update(status: ImageStatus): void {
    const card = this.cards.get(status.image);
    if (card !== undefined) {
      draw(card, status);
      this.changed();
    }
  }

  focus(): void {
    this.element.querySelector<HTMLInputElement>("input:checked")?.focus();
  }

  private card(image: OfferedImage): HTMLElement {
    const input = element("input", { type: "radio", name: "image", value: image.image });
    input.checked = image.image === this.chosen;
    input.addEventListener("change", () => {
      this.chosen = image.image;
      this.changed();
    });
    const bar = element("progress", { max: "100", "aria-label": `Preparing ${image.image}` });
    const card = element(
      "label",
      { class: "picker-card" },
      input,
      element(
        "span",
        { class: "picker-head" },
        element("strong", {}, image.title),
        element("span", { class: "picker-size" }, image.size),
      ),
      element("code", {}, image.image),
      element("span", { class: "picker-summary" }, image.summary),
      element(
        "span",
        { class: "picker-state" },
        element("span", { class: "dot", "aria-hidden": "true" }),
        element("span", { class: "picker-text" }),
      ),
      bar,
    );
    this.cards.set(image.image, card);
    draw(card, image);
    return card;
  }
}

function draw(card: HTMLElement, status: ImageStatus): void {
  card.dataset["state"] = status.state;
  const failed = status.state === "failed";
  const text = failed
    ? `${STATES.failed}. ${status.message ?? ""} ${status.remedy ?? ""}`
    : status.state === "working" && (status.message ?? "") !== ""
      ? (status.message ?? "")
      : STATES[status.state];
  required(".picker-text", card).textContent = text.trim();
  const bar = required<HTMLProgressElement>("progress", card);
  bar.hidden = status.state !== "working";
  const percent = status.percent ?? -1;
  if (percent >= 0) {
    bar.value = percent;
  } else {
    bar.removeAttribute("value");
  }
}
