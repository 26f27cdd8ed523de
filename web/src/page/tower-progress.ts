import { element, required } from "../dom";
import type { Place } from "../protocol/class";
import { set } from "./tower-card";
import type { LabProgress, StepProgress } from "./tower-model";

/** How far the class is in each lab, a bar for each step. */
export class TowerProgress {
  private readonly place = required("#tower-progress");
  private drawn = "";

  /** @param move asks whether everybody is to go to a step */
  constructor(private readonly move: (lab: string, step: number) => void) {}

  show(labs: readonly LabProgress[], here: Place | null, open: boolean): void {
    const shape = JSON.stringify([labs.map((one) => [one.lab.id, one.lab.steps]), open]);
    if (shape !== this.drawn) {
      this.drawn = shape;
      this.place.replaceChildren(...labs.map((one) => this.lab(one, open)));
    }
    for (const one of labs) {
      const section = required(`[data-lab="${CSS.escape(one.lab.id)}"]`, this.place);
      set(required(".progress-begun", section), begun(one));
      one.steps.forEach((step) => {
        const item = required(`[data-step="${step.step.number}"]`, section);
        this.fill(item, step, one.begun);
        const classIsHere = here?.lab === one.lab.id && here.step === step.step.number;
        required(".badge", item).hidden = !classIsHere;
      });
    }
  }

  private lab(one: LabProgress, open: boolean): HTMLElement {
    const steps = one.steps.map(({ step }) => {
      const go = element(
        "button",
        {
          type: "button",
          class: "step-go",
          "aria-label": `Move all to step ${step.number}, ${step.title}`,
          title: "Move all to this step",
        },
        `${step.number}`,
      );
      go.disabled = !open;
      go.addEventListener("click", () => {
        this.move(one.lab.id, step.number);
      });
      return element(
        "li",
        { "data-step": String(step.number) },
        go,
        element(
          "div",
          { class: "step-text" },
          element(
            "span",
            { class: "step-title" },
            step.title,
            element("span", { class: "badge" }, "class is here"),
          ),
          element("progress", { "aria-hidden": "true" }),
        ),
        element("span", { class: "step-figures" }),
      );
    });
    return element(
      "section",
      { "data-lab": one.lab.id },
      element(
        "h3",
        {},
        element("span", {}, one.lab.title),
        element("span", { class: "progress-begun" }),
      ),
      element("ol", { class: "step-bars" }, ...steps),
    );
  }

  private fill(item: HTMLElement, { step, passed, here }: StepProgress, begunBy: number): void {
    const bar = required<HTMLProgressElement>("progress", item);
    bar.max = Math.max(1, begunBy);
    bar.value = step.check ? passed : 0;
    bar.hidden = !step.check;
    const at = here === 0 ? "" : ` · ${here} here`;
    set(
      required(".step-figures", item),
      step.check ? `${passed}/${begunBy} passed${at}` : `no task${at}`,
    );
  }
}

function begun({ begun: count }: LabProgress): string {
  return count === 1 ? "1 learner" : `${count} learners`;
}
