import { element } from "../dom";
import type { RunState } from "../protocol/density";
import { howMeasured } from "./how";

export interface RunCardTexts {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly start: string;
  readonly how: string;
}

/** A card of one kind of run: the number, its buttons, what goes on, and a place for results. */
export class RunCard {
  readonly body: HTMLElement;
  readonly results = element("div", { class: "run-results" });
  private readonly form: HTMLFormElement;
  private readonly number: HTMLInputElement;
  private readonly start: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly status = element("p", { class: "run-status", role: "status" });
  private readonly live = element("span", { class: "run-live", "aria-hidden": "true" });

  constructor(texts: RunCardTexts, begin: (containers: number) => void, stop: () => void) {
    this.number = element("input", { type: "number", min: "1", required: true });
    this.start = element("button", { type: "submit", class: "button primary small" }, texts.start);
    this.stop = element("button", { type: "button", class: "button small", hidden: true }, "Stop");
    this.form = element(
      "form",
      { class: "run-form" },
      element("label", {}, texts.label, this.number),
      this.start,
      this.stop,
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(Number(this.number.value));
    });
    this.stop.addEventListener("click", stop);
    this.body = element(
      "section",
      { class: "run-card", "aria-label": texts.title },
      element("h3", {}, texts.title, howMeasured(texts.how)),
      element("p", { class: "run-lead" }, texts.lead),
      this.form,
      element("div", { class: "run-line" }, this.status, this.live),
      this.results,
    );
  }

  /** How many there may be; the number on show stays within. */
  bounds(most: number, usual: number): void {
    this.number.max = String(most);
    if (this.number.value === "") {
      this.number.value = String(Math.min(most, usual));
    }
  }

  /**
   * @param here whether a run of this kind goes on
   * @param elsewhere whether the other kind does
   */
  going(here: boolean, elsewhere: boolean): void {
    const focused = document.activeElement === this.start || document.activeElement === this.stop;
    this.start.hidden = here;
    this.stop.hidden = !here;
    this.start.disabled = elsewhere;
    this.number.disabled = here || elsewhere;
    if (focused) {
      (here ? this.stop : this.start).focus();
    }
  }

  /** A sentence that is also read out, only when it changes; and what changes all the time. */
  say(sentence: string, live: string, state: RunState | "" = ""): void {
    if (this.status.textContent !== sentence) {
      this.status.textContent = sentence;
    }
    this.status.dataset["state"] = state;
    this.live.textContent = live;
  }
}
