// What is left of a workshop, for its instructor.
import { element, required } from "../dom";
import type { Recorded, Results } from "../protocol/results";
import { ApiError, messageOf } from "./api";
import { deleteDialog } from "./delete-dialog";
import { PageNotice } from "./notice";
import { ResultsApi } from "./results-api";
import { resultsTables } from "./results-table";
import { wireSignOut } from "./sign-out";
import { drawSpread } from "./spread-drawing";
import { wireThemeSwitch } from "./theme-switch";
import { showTimes } from "./times";

const id = document.body.dataset["workshop"] ?? "";
const api = new ResultsApi(id);
const notice = new PageNotice(required(".page-notice"));
const button = required<HTMLButtonElement>("#delete");

wireThemeSwitch(required("#theme-switch"));
wireSignOut();
required("#refresh").addEventListener("click", () => void show());
button.addEventListener("click", () => {
  deleteDialog({ id, title: required("h1").textContent }, gone).open();
});
void show();

async function show(): Promise<void> {
  try {
    const [results, recorded] = await Promise.all([api.results(), api.recordings()]);
    required("#results-state").textContent = stateOf(results);
    required("#results-kept").textContent = keptOf(results);
    required("#results-tables").replaceChildren(...resultsTables(results));
    showRecordings(recorded);
    await showSpreads(results);
  } catch (problem) {
    if (problem instanceof ApiError && problem.code === "sign_in_first") {
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
      return;
    }
    notice.show(messageOf(problem));
  }
}

function stateOf(results: Results): string {
  const who = results.learners.length === 1 ? "1 learner" : `${results.learners.length} learners`;
  return results.ended === null
    ? `${who} so far. This workshop has not ended: more may come.`
    : `${who}. Ended on ${dayOf(results.ended)}.`;
}

function keptOf(results: Results): string {
  return results.deleted === null
    ? "Names, results and recordings are kept until you delete them" +
        (results.ended === null ? ", or for a time after the workshop has ended." : ".")
    : `By itself, everything here is deleted on ${dayOf(results.deleted)}.`;
}

function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString([], { dateStyle: "long" });
}

async function showSpreads(results: Results): Promise<void> {
  const drawn: HTMLElement[] = [];
  for (const lab of results.labs) {
    for (const step of lab.steps) {
      for (const prediction of step.predictions) {
        const { spread, measured } = await api.spread(lab.id, prediction.id);
        const figure = measured[0]?.text;
        const question = element("div", { class: "prediction-question" });
        question.innerHTML = prediction.question; // made safe by the server, as all HTML of a lab
        const marks = { unit: prediction.unit };
        drawn.push(
          element(
            "article",
            { class: "results-spread" },
            element("p", { class: "results-place" }, `${lab.title} · Step ${step.number}`),
            question,
            drawSpread(spread, figure === undefined ? marks : { ...marks, measured: figure }),
          ),
        );
      }
    }
  }
  required("#predictions-section").hidden = drawn.length === 0;
  required("#results-spreads").replaceChildren(...drawn);
}

function showRecordings(recorded: readonly Recorded[]): void {
  required("#recordings-section").hidden = recorded.length === 0;
  const list = required("#results-recordings");
  list.replaceChildren(...recorded.map(recordingItem));
  showTimes(list);
}

function recordingItem({ learner, recording }: Recorded): HTMLElement {
  const path = `/workshops/${encodeURIComponent(id)}/recordings/${encodeURIComponent(recording.id)}`;
  return element(
    "li",
    {},
    element("a", { href: path }, element("bdi", {}, learner), ` · ${recording.title}`),
    element("time", { datetime: recording.started, "data-whole": true }, recording.started),
  );
}

function gone(): void {
  for (const section of document.querySelectorAll(".results-section, .results-actions")) {
    section.remove();
  }
  const state = required("#results-state");
  state.textContent = "Deleted. Nothing of its learners is kept any more.";
  required("#results").focus();
}
