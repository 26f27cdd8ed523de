import { Disposables, type Disposable } from "../disposables";
import { element, icon, required } from "../dom";
import type { PredictionOutcome } from "../protocol/workspace";
import { messageOf } from "./api";
import { reveal, showOutcome } from "./outcome";
import { type AskSpread, SpreadWatch } from "./spread-watch";

/** Sends a guess; the answer is what was measured. */
export type Predict = (step: number, id: string, guess: string) => Promise<PredictionOutcome>;

/** A guess whose figure comes with a run. */
const WAITS = "waits";

/** A guess is a number or a word or two; the server takes no longer one. */
const LONGEST_GUESS = 40;

/** The figures to guess of all steps. What is measured only comes after a guess. */
export class Predictions implements Disposable {
  private readonly held = new Disposables();
  private readonly places: HTMLElement[];
  private readonly spreads: SpreadWatch | undefined;

  /**
   * @param spread asks how the class guessed, where there is one
   */
  constructor(
    column: ParentNode,
    private readonly predict: Predict,
    spread?: AskSpread,
  ) {
    this.spreads = spread === undefined ? undefined : this.held.add(new SpreadWatch(spread));
    this.places = [...column.querySelectorAll<HTMLElement>(".prediction")];
    for (const place of this.places) {
      this.equip(place);
    }
  }

  /** Shows what was guessed before, such as before a reload. */
  predicted(made: Readonly<Record<string, PredictionOutcome>>): void {
    for (const place of this.places) {
      const outcome = made[place.dataset["prediction"] ?? ""];
      const shown = place.dataset["made"];
      if (outcome !== undefined && (shown === undefined || (shown === WAITS && !waits(outcome)))) {
        this.show(place, outcome);
      }
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private equip(place: HTMLElement): void {
    const id = `prediction-${place.dataset["prediction"] ?? ""}`;
    const question = element("div", { class: "prediction-question", id });
    question.append(...place.childNodes);
    const unit = place.dataset["unit"] ?? "";
    const form = element(
      "form",
      { class: "guess" },
      element("input", {
        "aria-labelledby": id,
        maxlength: String(LONGEST_GUESS),
        autocomplete: "off",
        inputmode: unit === "" ? "text" : "decimal",
        class: unit === "" ? "words" : "number",
      }),
      element("span", { class: "guess-unit" }, unit),
      element("button", { type: "submit", class: "button" }, "Guess and measure"),
    );
    place.append(
      element("p", { class: "prediction-head" }, icon("evidence"), "Predict, then measure"),
      question,
      form,
      element("div", { class: "outcome", role: "status" }),
    );
    this.held.listen(form, "submit", (event) => {
      event.preventDefault();
      void this.submit(place);
    });
  }

  private async submit(place: HTMLElement): Promise<void> {
    const outcome = required(".outcome", place);
    const input = required<HTMLInputElement>("input", place);
    const guess = input.value.trim();
    if (outcome.dataset["kind"] === "busy") {
      return; // one is being measured
    }
    if (guess === "") {
      showOutcome(outcome, "bad", "Guess first. Nobody counts wrong guesses.");
      input.focus();
      return;
    }
    showOutcome(outcome, "busy", "Measuring…");
    try {
      const step = Number(place.closest<HTMLElement>("article.step")?.dataset["step"]);
      this.show(place, await this.predict(step, place.dataset["prediction"] ?? "", guess));
    } catch (problem) {
      if (place.dataset["made"] === undefined) {
        const why = element("p", {}, messageOf(problem));
        showOutcome(outcome, "bad", "Nothing was measured.", why);
      }
    } finally {
      reveal(outcome);
    }
  }

  private show(place: HTMLElement, made: PredictionOutcome): void {
    show(place, made);
    if (!waits(made)) {
      this.spreads?.add(place);
    }
  }
}

function waits(outcome: PredictionOutcome): boolean {
  return outcome.measured === "";
}

function show(place: HTMLElement, made: PredictionOutcome): void {
  const { guess, measured, explanation } = made;
  place.dataset["made"] = waits(made) ? WAITS : "";
  const outcome = required(".outcome", place);
  const unit = place.dataset["unit"] ?? "";
  const text = element("div", { class: "explanation" });
  text.innerHTML = explanation ?? ""; // made safe by the server, as all HTML of a lab
  const form = required(".guess", place);
  const hadFocus = form.contains(document.activeElement);
  form.hidden = true;
  outcome.dataset["kind"] = "measured";
  outcome.replaceChildren(
    element(
      "dl",
      { class: "figures" },
      figure("Your guess", guess, unit),
      waits(made)
        ? figure("Measured", "comes with the run", "")
        : figure("Measured", measured, unit),
    ),
    ...(text.childNodes.length > 0 ? [text] : []),
  );
  if (hadFocus) {
    outcome.tabIndex = -1;
    outcome.focus({ preventScroll: true }); // its button is gone
  }
}

function figure(name: string, value: string, unit: string): HTMLElement {
  const shown = unit === "" ? value : `${value} ${unit}`;
  return element("div", {}, element("dt", {}, name), element("dd", {}, shown));
}
