import type { Disposable } from "../disposables";
import { element } from "../dom";
import type { ClassSpread } from "../protocol/spread";
import { ApiError } from "./api";
import { drawSpread } from "./spread-drawing";

/** Asks how the class guessed a figure that the learner guessed already. */
export type AskSpread = (prediction: string) => Promise<ClassSpread>;

/** Others guess in the same minutes. */
const EVERY_MILLIS = 10_000;

/** Shows beside each answered prediction how the class guessed, anew while it is in sight. */
export class SpreadWatch implements Disposable {
  private readonly places = new Map<HTMLElement, string>();
  private readonly timer: number;
  private readonly seen = (): void => {
    if (document.visibilityState === "visible") {
      void this.refreshAll();
    }
  };

  constructor(private readonly ask: AskSpread) {
    this.timer = window.setInterval(() => {
      void this.refreshAll();
    }, EVERY_MILLIS);
    document.addEventListener("visibilitychange", this.seen);
  }

  /** From now on; the learner's guess has been kept. */
  add(place: HTMLElement): void {
    if (this.places.has(place)) {
      return;
    }
    const host = element("div", { class: "spread-host" });
    place.append(host);
    this.places.set(place, "");
    void this.refresh(place);
  }

  dispose(): void {
    window.clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
    this.places.clear();
  }

  private async refreshAll(): Promise<void> {
    for (const place of [...this.places.keys()]) {
      if (document.visibilityState === "visible" && place.getClientRects().length > 0) {
        await this.refresh(place); // one after the other: a step may have several
      }
    }
  }

  private async refresh(place: HTMLElement): Promise<void> {
    try {
      const { spread, guess, measured } = await this.ask(place.dataset["prediction"] ?? "");
      const drawn = JSON.stringify(spread);
      if (this.places.has(place) && this.places.get(place) !== drawn) {
        this.places.set(place, drawn);
        const marks = { unit: place.dataset["unit"] ?? "", guess, measured };
        place.querySelector(".spread-host")?.replaceChildren(drawSpread(spread, marks));
      }
    } catch (problem) {
      if (problem instanceof ApiError && problem.status === 404) {
        this.places.delete(place); // the workshop was deleted
      }
      // else the next time: what the class guessed is no reason to disturb anybody
    }
  }
}
