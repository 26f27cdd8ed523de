import { element } from "../dom";
import type { LabPlan, LearnerResult, Results, StepPlan, StepResult } from "../protocol/results";

/** A table for each lab: learners by steps. */
export function resultsTables(results: Results): HTMLElement[] {
  if (results.learners.length === 0) {
    return [element("p", { class: "results-none" }, "Nobody has joined.")];
  }
  return results.labs.map((lab) => labTable(lab, results.learners));
}

function labTable(lab: LabPlan, learners: readonly LearnerResult[]): HTMLElement {
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, "Learner"),
    ...lab.steps.map((step) => stepHead(step)),
    element("th", { scope: "col", class: "number" }, "Minutes"),
  );
  const rows = learners.map((learner) => row(learner, lab));
  const table = element(
    "table",
    { class: "results-table" },
    element("caption", {}, lab.title),
    element("thead", {}, head),
    element("tbody", {}, ...rows),
    ...(lab.steps.some((step) => step.task) ? [element("tfoot", {}, foot(lab, learners))] : []),
  );
  return element(
    "div",
    {
      class: "results-scroll",
      role: "region",
      "aria-label": `Results of ${lab.title}`,
      tabindex: "0",
    },
    table,
  );
}

function stepHead(step: StepPlan): HTMLElement {
  return element(
    "th",
    { scope: "col", title: step.title },
    element("span", { class: "results-step-number" }, String(step.number)),
    element("span", { class: "results-step-title" }, step.title),
  );
}

function row(learner: LearnerResult, lab: LabPlan): HTMLElement {
  const result = learner.labs.find((one) => one.lab === lab.id);
  const steps = lab.steps.map((step) =>
    cell(
      result?.steps.find((one) => one.step === step.number),
      step,
    ),
  );
  const minutes = result === undefined ? "not started" : result.minutes.toFixed(1);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("bdi", {}, learner.name)),
    ...steps,
    element("td", { class: result === undefined ? "none" : "number" }, minutes),
  );
}

function cell(done: StepResult | undefined, step: StepPlan): HTMLElement {
  if (done === undefined) {
    return element("td", { class: "none" }, "–");
  }
  const notes: string[] = [];
  if (done.failed > 0) {
    notes.push(`${done.failed} failed`);
  }
  if (step.questions > 0 && done.answered > 0) {
    notes.push(`${done.rightAtLast}/${step.questions} right`);
  }
  const note = element("span", { class: "results-note" }, notes.join(" · "));
  if (done.passed === null) {
    return element("td", { class: "open" }, `${done.minutesOnStep.toFixed(1)} min`, note);
  }
  return element(
    "td",
    { class: "passed" },
    element("span", { "aria-hidden": "true" }, "✓ "),
    element("span", { class: "visually-hidden" }, "passed after "),
    `${(done.minutesToPass ?? 0).toFixed(1)} min`,
    note,
  );
}

/** How many passed each step: what to look at first. */
function foot(lab: LabPlan, learners: readonly LearnerResult[]): HTMLElement {
  const passed = lab.steps.map((step) => {
    if (!step.task) {
      return element("td", {}, "");
    }
    const count = learners.filter((learner) =>
      learner.labs
        .find((one) => one.lab === lab.id)
        ?.steps.some((one) => one.step === step.number && one.passed !== null),
    ).length;
    return element("td", {}, `${count} of ${learners.length}`);
  });
  return element("tr", {}, element("th", { scope: "row" }, "Passed"), ...passed, element("td"));
}
