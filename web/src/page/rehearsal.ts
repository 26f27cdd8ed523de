import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { Rehearsal } from "../protocol/rehearsal";
import { call, messageOf } from "./api";
import { phaseWords, reportOf } from "./rehearsal-report";

/** A report changes as slowly as robots work. */
const EVERY_MILLIS = 2000;

const MINUTES = 15;

/** Starts a rehearsal of one workshop, shows how it goes and how it went, and stops it. */
export class RehearsalPanel implements Disposable {
  private readonly held = new Disposables();
  private readonly path: string;
  private readonly learners: HTMLInputElement;
  private readonly minutes: HTMLInputElement;
  private readonly begin = element("button", { class: "button primary" }, "Rehearse");
  private readonly end = element("button", { type: "button", class: "button" }, "Stop");
  private readonly problem = element("p", { class: "form-problem", role: "alert", hidden: true });
  private readonly status = element("p", { class: "rehearsal-status", role: "status" });
  private readonly result = element("div", {});
  private running = false;

  /**
   * @param place is filled
   * @param most robots; as many are suggested
   */
  constructor(place: HTMLElement, workshop: string, most: number) {
    this.path = `/api/workshops/${encodeURIComponent(workshop)}/rehearsal`;
    this.learners = number("rehearsal-learners", most, most);
    this.minutes = number("rehearsal-minutes", MINUTES, 120);
    const form = element(
      "form",
      { class: "rehearsal-form", novalidate: true },
      field("Robots", this.learners),
      field("Minutes at most", this.minutes),
      this.begin,
      this.end,
    );
    place.replaceChildren(form, this.problem, this.status, this.result);
    this.held.listen(form, "submit", (event) => {
      event.preventDefault();
      void this.start();
    });
    this.held.listen(this.end, "click", () => void this.attempt("DELETE"));
    this.held.every(EVERY_MILLIS, () => {
      if (this.running) {
        void this.look();
      }
    });
    this.shows(null);
    void this.look();
  }

  private async start(): Promise<void> {
    if (this.begin.disabled) {
      return;
    }
    this.begin.disabled = true;
    const wish = { learners: this.learners.valueAsNumber, minutes: this.minutes.valueAsNumber };
    if (!Number.isInteger(wish.learners) || !Number.isInteger(wish.minutes)) {
      this.says("Give whole numbers.");
      this.begin.disabled = false;
      return;
    }
    await this.attempt("POST", wish);
  }

  private async attempt(method: string, wish?: unknown): Promise<void> {
    this.says("");
    try {
      await call(method, this.path, wish);
    } catch (problem) {
      this.says(messageOf(problem));
    }
    await this.look();
  }

  /** A look that fails is followed by the next one. */
  private async look(): Promise<void> {
    try {
      this.shows((await call<{ report: Rehearsal | null }>("GET", this.path)).report);
    } catch (problem) {
      this.status.textContent = messageOf(problem);
    }
  }

  private shows(report: Rehearsal | null): void {
    this.running = report !== null && report.phase !== "OVER";
    this.begin.disabled = this.running;
    this.end.hidden = report === null || !["JOINING", "PLAYING"].includes(report.phase);
    const words = report === null ? "Not rehearsed yet." : phaseWords(report);
    if (this.status.textContent !== words) {
      this.status.textContent = words;
    }
    this.result.replaceChildren(...(report === null ? [] : [reportOf(report)]));
  }

  private says(problem: string): void {
    this.problem.textContent = problem;
    this.problem.hidden = problem === "";
  }

  dispose(): void {
    this.held.dispose();
  }
}

function number(id: string, value: number, most: number): HTMLInputElement {
  return element("input", {
    id,
    type: "number",
    min: "1",
    max: String(most),
    value: String(value),
    required: true,
  });
}

function field(label: string, input: HTMLInputElement): HTMLElement {
  return element("div", { class: "field" }, element("label", { for: input.id }, label), input);
}
