import type { Disposable } from "../disposables";
import { element } from "../dom";
import type { ImageStatus } from "../protocol/images";
import { watchImages } from "./image-news";

const WORDS: Readonly<Record<ImageStatus["state"], string>> = {
  unknown: "is got when you save",
  waiting: "waits its turn",
  working: "is being prepared",
  ready: "ready",
  failed: "cannot be had",
};

/** The images that a plan needs, and how it stands with each. */
export class PlanImages implements Disposable {
  private readonly known = new Map<string, ImageStatus>();
  private readonly news: Disposable;
  private wanted: readonly string[] = [];

  constructor(private readonly list: HTMLElement) {
    this.news = watchImages((status) => {
      this.known.set(status.image, status);
      this.draw();
    });
  }

  show(images: readonly string[]): void {
    this.wanted = [...new Set(images)];
    this.draw();
  }

  dispose(): void {
    this.news.dispose();
  }

  private draw(): void {
    this.list.replaceChildren(...this.wanted.map((image) => this.item(image)));
    this.list.hidden = this.wanted.length === 0;
  }

  private item(image: string): HTMLElement {
    const status = this.known.get(image);
    const state = status?.state ?? "unknown";
    const percent = status?.percent ?? -1;
    const words =
      percent >= 0 && state === "working" ? `${WORDS.working}: ${percent} %` : WORDS[state];
    const item = element(
      "li",
      { class: `plan-image image-${state}` },
      element("span", { class: "dot", "aria-hidden": "true" }),
      element("code", {}, image),
      " ",
      element("span", {}, words),
    );
    const remedy = state === "failed" ? (status?.remedy ?? "") : "";
    if (remedy !== "") {
      item.append(element("small", {}, remedy));
    }
    return item;
  }
}
