import { Disposables } from "../disposables";
import { element, required } from "../dom";
import type { Tower, TowerLearner } from "../protocol/tower";
import type { Machine } from "../protocol/workspace";
import { messageOf } from "./api";
import { inWords } from "./duration";
import type { TowerActions } from "./tower-actions";
import type { TowerApi } from "./tower-api";
import { set } from "./tower-card";
import { ask } from "./tower-dialog";
import type { Row } from "./tower-model";
import { TowerTerminals } from "./tower-terminals";

/** One learner in large: their terminals, how they stand, and what can be done for them. */
export class TowerDetail {
  private readonly dialog = required<HTMLDialogElement>("#tower-detail");
  private readonly status = required("#detail-status");
  private readonly terminals = new TowerTerminals(required("#detail-terminals"));
  private readonly held = new Disposables();
  private learner: TowerLearner | undefined;
  private machines = "";

  constructor(
    private readonly api: TowerApi,
    private readonly actions: TowerActions,
  ) {
    this.held.listen(this.dialog, "close", () => {
      this.left();
    });
    this.wire("close", () => {
      this.dialog.close();
    });
    this.wire("hand", () => this.attempt("The hand is lowered.", (id) => this.api.lowerHand(id)));
    this.wire("message", () => {
      this.forLearner((one) => {
        this.actions.message(one);
      });
    });
    this.wire("command", () => {
      this.forLearner((one) => {
        this.actions.command(one);
      });
    });
    this.wire("time", () => this.attempt("More time was given.", (id) => this.api.extend(id)));
    this.wire("code", () => {
      this.askForCode();
    });
    this.wire("remove", () => {
      this.askToRemove();
    });
  }

  /** Whose page is open; empty while none is. */
  get open(): string {
    return this.learner?.id ?? "";
  }

  show(tower: Tower, rows: readonly Row[], id: string): void {
    const learner = tower.learners.find((one) => one.id === id);
    const row = rows.find((one) => one.id === id);
    if (learner === undefined || row === undefined) {
      if (this.dialog.open) {
        this.dialog.close();
      }
      return;
    }
    const arrives = this.learner?.id !== id;
    this.learner = learner;
    this.facts(learner, row, tower.now);
    if (arrives) {
      set(this.status, "");
      required("#detail-code").hidden = true;
    }
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.terminals.show(learner.name, row.terminals.length === 0 ? [] : machinesOf(learner));
    this.resets(row.terminals.length === 0 ? [] : machinesOf(learner));
  }

  /** Says what was done for the learner. */
  told(text: string): void {
    set(this.status, text);
  }

  private left(): void {
    this.learner = undefined;
    this.machines = "";
    this.terminals.dispose();
    required("#detail-code").hidden = true;
    if (location.hash.startsWith("#learner-")) {
      history.replaceState(null, "", location.pathname);
    }
  }

  private facts(learner: TowerLearner, row: Row, now: string): void {
    set(required("#detail-name"), learner.name);
    set(required("#detail-present"), learner.present ? "present" : "not here");
    required("#detail-dot").classList.toggle("dot-good", learner.present);
    const hand = required("#detail-hand");
    hand.hidden = row.handFor === "";
    set(required(".hand-for", hand), `Hand up for ${row.handFor}`);
    const why = required("#detail-stuck");
    const reasons = row.stuck.join("\n");
    if (why.dataset["why"] !== reasons) {
      why.dataset["why"] = reasons;
      why.replaceChildren(...row.stuck.map((reason) => element("li", {}, reason)));
    }
    const left =
      learner.workspace === null ? NaN : Date.parse(learner.workspace.expires) - Date.parse(now);
    const values: Record<string, string> = {
      where: row.where === "" ? "no lab yet" : row.where,
      passed: row.lab === "" ? "none" : `${row.passed} of ${row.tasks}`,
      step: row.lab === "" ? "none" : row.onStep,
      idle: row.idle,
      failures: String(learner.failures),
      hints: String(learner.hints),
      left: left > 0 && row.terminals.length > 0 ? inWords(left) : "none",
    };
    for (const [name, value] of Object.entries(values)) {
      set(required(`[data-fact="${name}"]`, this.dialog), value);
    }
    required("#detail-failure").hidden = learner.lastFailure === "";
    set(required("#detail-failure-text"), learner.lastFailure);
    required<HTMLButtonElement>('[data-detail="time"]').disabled =
      learner.workspace?.extendable !== true;
  }

  private resets(machines: readonly Machine[]): void {
    const drawn = machines.map((one) => `${one.name} ${one.title}`).join("\n");
    if (drawn === this.machines) {
      return;
    }
    this.machines = drawn;
    required("#detail-resets").replaceChildren(
      ...machines.map((machine) => {
        const button = element(
          "button",
          { type: "button", class: "button small" },
          `Reset ${machine.title}…`,
        );
        button.addEventListener("click", () => {
          this.askToReset(machine);
        });
        return button;
      }),
    );
  }

  private askToReset(machine: Machine): void {
    this.forLearner(({ id, name }) => {
      ask({
        title: `Start ${machine.title} of ${name} over?`,
        text:
          "The machine is made anew as the lab has it. Files, programs and further terminals in it" +
          " are lost. Tasks that are done stay done.",
        button: "Start over",
        danger: true,
        run: async () => {
          await this.api.reset(id, machine.name);
          this.told("The machine is being made anew.");
        },
      });
    });
  }

  private askForCode(): void {
    this.forLearner(({ id, name }) => {
      ask({
        title: `A new personal code for ${name}?`,
        text: "The old one is void then. You see the new one only once.",
        button: "Make a new code",
        run: async () => {
          set(required("#detail-code output"), await this.api.newCode(id));
          required("#detail-code").hidden = false;
        },
      });
    });
  }

  private askToRemove(): void {
    this.forLearner(({ id, name }) => {
      ask({
        title: `Remove ${name}?`,
        text:
          "Their labs end, and everything that is kept of them is deleted: name, progress, answers" +
          " and events. This cannot be undone.",
        button: "Remove and delete",
        danger: true,
        run: async () => {
          await this.api.remove(id);
          this.dialog.close();
        },
      });
    });
  }

  private wire(name: string, action: () => void | Promise<void>): void {
    this.held.listen(required(`[data-detail="${name}"]`), "click", () => void action());
  }

  private forLearner(action: (learner: TowerLearner) => void): void {
    if (this.learner !== undefined) {
      action(this.learner);
    }
  }

  private async attempt(done: string, action: (id: string) => Promise<void>): Promise<void> {
    try {
      await action(this.open);
      this.told(done);
    } catch (problem) {
      this.told(messageOf(problem));
    }
  }
}

function machinesOf(learner: TowerLearner): readonly Machine[] {
  return learner.workspace?.machines ?? [];
}
