import { element, icon, required } from "../dom";
import type { Fit, LabChoice, Plan, Workshop } from "../protocol/workshop";
import { messageOf } from "./api";
import { LabOrder } from "./lab-order";
import { workshopApi } from "./workshop-api";

/** Typing goes on for a while before the server is asked. */
const SETTLED_MILLIS = 400;

const HOUR_MILLIS = 3_600_000;

/** A plan of a workshop, new or as it was, and whether its seats fit. */
export class PlanDialog {
  private readonly dialog = required<HTMLDialogElement>("#plan-dialog");
  private readonly problem = required(".form-problem", this.dialog);
  private readonly labs: LabOrder;
  private id: string | null = null;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    choices: readonly LabChoice[],
    private readonly saved: (workshop: Workshop) => void,
  ) {
    this.labs = new LabOrder(required("#plan-labs"), choices, () => {
      this.fitSoon();
    });
    const form = required<HTMLFormElement>("#plan");
    form.addEventListener("input", () => {
      this.say("");
      this.fitSoon();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    required("#plan-cancel").addEventListener("click", () => {
      this.dialog.close();
    });
  }

  /** With what the workshop is planned as; without one, with what most workshops are. */
  open(workshop?: Workshop): void {
    this.id = workshop?.id ?? null;
    required("#plan-title").textContent =
      workshop === undefined ? "Prepare a workshop" : "Change the plan";
    const soon = Math.ceil((Date.now() + HOUR_MILLIS / 4) / (HOUR_MILLIS / 4)) * (HOUR_MILLIS / 4);
    this.set("title", workshop?.title ?? "");
    this.labs.value = workshop?.labs ?? [];
    this.set("starts", local(workshop === undefined ? soon : Date.parse(workshop.starts)));
    this.set(
      "ends",
      local(workshop === undefined ? soon + 3 * HOUR_MILLIS : Date.parse(workshop.ends)),
    );
    this.set("seats", String(workshop?.seats ?? 20));
    this.set("minutes", String(workshop?.minutes ?? 90));
    this.input("recorded").checked = workshop?.recorded ?? false;
    this.say("");
    this.show(undefined);
    this.dialog.showModal();
    this.input("title").focus();
    this.fitSoon();
  }

  private async save(): Promise<void> {
    const plan = this.plan();
    if (typeof plan === "string") {
      this.say(plan);
      return;
    }
    const button = required<HTMLButtonElement>("#plan-save");
    button.disabled = true;
    try {
      const workshop = await workshopApi.save(plan, this.id);
      this.dialog.close();
      this.saved(workshop);
    } catch (problem) {
      this.say(messageOf(problem));
    } finally {
      button.disabled = false;
    }
  }

  private fitSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fit(), SETTLED_MILLIS);
  }

  private async fit(): Promise<void> {
    const plan = this.plan();
    if (typeof plan === "string") {
      this.show(undefined);
      return;
    }
    const number = ++this.asked;
    try {
      const fit = await workshopApi.fit(plan, this.id);
      if (number === this.asked) {
        this.show(fit);
      }
    } catch (problem) {
      required("#fit-verdict").textContent = messageOf(problem);
    }
  }

  private show(fit: Fit | undefined): void {
    const verdict = required("#fit-verdict");
    verdict.className = fit === undefined ? "" : fit.fits ? "fits" : "short";
    verdict.textContent =
      fit === undefined
        ? "Fill in the plan, and you see it here."
        : (fit.fits ? "They fit." : "They do not fit now.") + promised(fit.promised);
    required("#fit-needs").replaceChildren(
      ...(fit?.needs ?? []).map((need) => {
        const short = need.wanted > need.available;
        const state = short ? (need.refuses ? "short" : "warned") : "fits";
        return element(
          "li",
          { class: state },
          icon(short ? "alert" : "check"),
          element("span", {}, need.text),
        );
      }),
    );
  }

  /** What was filled in, or what is missing. */
  private plan(): Plan | string {
    const labs = this.labs.value;
    const starts = new Date(this.input("starts").value);
    const ends = new Date(this.input("ends").value);
    const title = this.input("title").value.trim();
    if (title === "") {
      return "Give the workshop a title.";
    }
    if (labs.length === 0) {
      return "Choose at least one lab.";
    }
    if (Number.isNaN(starts.getTime()) || Number.isNaN(ends.getTime())) {
      return "Say when it begins and ends.";
    }
    return {
      title,
      labs,
      starts: starts.toISOString(),
      ends: ends.toISOString(),
      seats: Math.trunc(Number(this.input("seats").value)),
      minutes: Math.trunc(Number(this.input("minutes").value)),
      recorded: this.input("recorded").checked,
    };
  }

  private say(text: string): void {
    this.problem.textContent = text;
    this.problem.hidden = text === "";
    if (text !== "") {
      this.problem.scrollIntoView({ block: "nearest" });
    }
  }

  private set(name: string, value: string): void {
    this.input(name).value = value;
  }

  private input(id: string): HTMLInputElement {
    return required<HTMLInputElement>(`#${id}`, this.dialog);
  }
}

function promised(seats: number): string {
  return seats === 0 ? "" : ` ${seats} seats of other workshops at that time are counted as taken.`;
}

/** As a field for date and time takes it, in this browser's time zone. */
function local(millis: number): string {
  const offset = new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(millis - offset).toISOString().slice(0, 16);
}
