import { Disposables, type Disposable } from "../disposables";
import { element, required } from "../dom";
import type { AnswerOutcome } from "../protocol/workspace";
import { messageOf } from "./api";
import { reveal, showOutcome } from "./outcome";

/** Sends the chosen answers of a question. */
export type Answer = (step: number, question: string, choices: number[]) => Promise<AnswerOutcome>;

/** The questions of all steps. Which choices are right only the server knows. */
export class Quiz implements Disposable {
  private readonly held = new Disposables();
  private readonly forms: HTMLFormElement[];

  constructor(
    column: ParentNode,
    private readonly answer: Answer,
  ) {
    this.forms = [...column.querySelectorAll<HTMLFormElement>("form.question")];
    for (const form of this.forms) {
      this.held.listen(form, "submit", (event) => {
        event.preventDefault();
        void this.submit(form);
      });
    }
  }

  /** Shows answers given before, such as those before a reload. */
  answered(answers: Readonly<Record<string, boolean>>): void {
    for (const form of this.forms) {
      const right = answers[form.dataset["question"] ?? ""];
      const outcome = required(".outcome", form);
      if (right !== undefined && outcome.childElementCount === 0) {
        const title = right ? "You answered this rightly." : "Your last answer was not right.";
        showOutcome(outcome, right ? "good" : "bad", title);
      }
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private async submit(form: HTMLFormElement): Promise<void> {
    const outcome = required(".outcome", form);
    const choices = [...form.querySelectorAll<HTMLInputElement>("input:checked")].map((input) =>
      Number(input.value),
    );
    if (choices.length === 0) {
      showOutcome(outcome, "bad", "Choose an answer first.");
      return;
    }
    showOutcome(outcome, "busy", "Looking…"); // and so an event about this answer cannot overtake it
    const step = Number(form.closest<HTMLElement>("article.step")?.dataset["step"]);
    try {
      const { right, explanation } = await this.answer(
        step,
        form.dataset["question"] ?? "",
        choices,
      );
      const text = element("div", { class: "explanation" });
      text.innerHTML = explanation ?? ""; // made safe by the server, as all HTML of a lab
      showOutcome(outcome, right ? "good" : "bad", right ? "Right." : "Not right.", text);
    } catch (problem) {
      showOutcome(
        outcome,
        "bad",
        "Your answer was not taken.",
        element("p", {}, messageOf(problem)),
      );
    } finally {
      reveal(outcome);
    }
  }
}
