import { Disposables, type Disposable } from "../disposables";
import { element, required } from "../dom";
import type { CheckOutcome } from "../protocol/workspace";
import { messageOf } from "./api";
import { outputDetails, reveal, showOutcome } from "./outcome";

/** The "Check my work" buttons and what they say. */
export class Checks implements Disposable {
  private readonly held = new Disposables();
  private readonly tasks = new Map<number, HTMLElement>();

  constructor(
    column: ParentNode,
    private readonly check: (step: number) => Promise<CheckOutcome>,
  ) {
    for (const task of column.querySelectorAll<HTMLElement>(".task")) {
      const step = Number(task.dataset["step"]);
      this.tasks.set(step, task);
      this.held.listen(required("button", task), "click", () => {
        void this.run(step, task);
      });
    }
  }

  /** How many steps have a task. */
  get count(): number {
    return this.tasks.size;
  }

  /** Marks tasks done, such as those done before a reload. */
  passed(steps: ReadonlySet<number>): void {
    for (const [step, task] of this.tasks) {
      const outcome = required(".outcome", task);
      if (steps.has(step) && outcome.childElementCount === 0) {
        showOutcome(outcome, "good", "Done.");
      }
      task.classList.toggle("done", steps.has(step));
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private async run(step: number, task: HTMLElement): Promise<void> {
    const button = required<HTMLButtonElement>("button", task);
    const outcome = required(".outcome", task);
    if (button.getAttribute("aria-disabled") === "true") {
      return; // one is running; a disabled button would lose the focus
    }
    button.setAttribute("aria-disabled", "true");
    showOutcome(outcome, "busy", "Checking…");
    try {
      show(outcome, await this.check(step));
    } catch (problem) {
      showOutcome(outcome, "bad", "The check could not run.", element("p", {}, messageOf(problem)));
    } finally {
      reveal(outcome);
      button.removeAttribute("aria-disabled");
    }
  }
}

function show(place: HTMLElement, outcome: CheckOutcome): void {
  const output = (outcome.output ?? "").trim();
  const hint = (outcome.hint ?? "").trim();
  if (outcome.passed) {
    showOutcome(place, "good", "Done. Well proved.");
    return;
  }
  const details: HTMLElement[] = [];
  if (hint !== "") {
    details.push(element("p", { class: "hint" }, hint));
  }
  if (output !== "" && output !== hint) {
    details.push(outputDetails(output));
  }
  showOutcome(place, "bad", "Not yet.", ...details);
}
