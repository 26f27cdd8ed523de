import { required } from "../dom";
import type { ImageStatus } from "../protocol/images";

const TEXTS: Readonly<Record<ImageStatus["state"], string>> = {
  unknown: "Image not asked for yet",
  waiting: "Image waits its turn",
  working: "Preparing the image",
  ready: "Image ready",
  failed: "Image not available",
};

/** Brings every card of an image up to date. */
export function showImage(page: ParentNode, status: ImageStatus): void {
  for (const card of page.querySelectorAll<HTMLElement>("[data-image]")) {
    if (card.dataset["image"] === status.image) {
      draw(card, status);
    }
  }
  labelStarts(page);
}

/** A lab that cannot do without a failed image can be started all the same: that asks anew. */
function labelStarts(page: ParentNode): void {
  for (const button of page.querySelectorAll<HTMLElement>("[data-start]")) {
    const lab = button.closest(".lab-card");
    const failed = lab?.querySelector('[data-state="failed"]:not([data-optional="true"])');
    const label = failed instanceof Element ? "Try again" : "Start";
    required(".button-label", button).textContent = label;
  }
}

/** Says what the server left unsaid when it made the page. */
export function completeImages(page: ParentNode): void {
  for (const card of page.querySelectorAll<HTMLElement>("[data-image]")) {
    const text = required(".image-state-text", card);
    if (text.textContent.trim() === "") {
      text.textContent = TEXTS[(card.dataset["state"] ?? "unknown") as ImageStatus["state"]];
    }
  }
}

function draw(card: HTMLElement, status: ImageStatus): void {
  card.dataset["state"] = status.state;
  const message = status.message ?? "";
  required(".image-state-text", card).textContent = message === "" ? TEXTS[status.state] : message;
  const bar = required<HTMLProgressElement>("progress", card);
  bar.hidden = status.state !== "working";
  const percent = status.percent ?? -1;
  if (percent >= 0) {
    bar.value = percent;
  } else {
    bar.removeAttribute("value");
  }
  const remedy = required(".image-remedy", card);
  remedy.textContent = status.remedy ?? "";
  remedy.hidden = status.state !== "failed" || remedy.textContent === "";
}
