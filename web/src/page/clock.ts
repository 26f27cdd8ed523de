import { Disposables, type Disposable } from "../disposables";
import { required } from "../dom";
import { ended, type Workspace } from "../protocol/workspace";
import { inWords } from "./duration";

/** From here on the time left is shown as a warning: enough to finish a thought and extend. */
export const WARN_MILLIS = 5 * 60_000;

/** Said once; whoever dismisses it still reads it at the clock. */
const PAUSED = "Paused by your instructor: the time stands still. You can go on working.";

export interface ClockActions {
  extend(): void;
  /** The learner says that somebody is there. */
  stay(): void;
  /** The idle end seems near; what the page knows about it may be old. */
  lookAgain(): void;
  warn(text: string, label?: string, action?: () => void): void;
  calm(): void;
}

/** How much time is left, with a warning before it ends. */
export class Clock implements Disposable {
  private readonly held = new Disposables();
  private readonly extend: HTMLButtonElement;
  private workspace: Workspace | undefined;
  private lookedFor = "";
  private warned = "";

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: ClockActions,
    private readonly now: () => number = Date.now,
  ) {
    this.extend = required<HTMLButtonElement>("#extend", place);
    this.held.listen(this.extend, "click", () => {
      actions.extend();
    });
    this.held.every(1_000, () => {
      this.draw();
    });
  }

  update(workspace: Workspace): void {
    this.workspace = workspace;
    this.draw();
  }

  dispose(): void {
    this.held.dispose();
  }

  private draw(): void {
    const workspace = this.workspace;
    const left = this.until(workspace?.expires);
    const counts =
      workspace !== undefined &&
      workspace.state !== "queued" &&
      !ended(workspace) &&
      left !== undefined;
    this.place.hidden = !counts;
    if (!counts) {
      this.quiet();
      return;
    }
    if (workspace.paused === true) {
      this.stand();
      return;
    }
    required(".clock-text", this.place).textContent = `${inWords(left)} left`;
    this.place.classList.toggle("urgent", left < WARN_MILLIS);
    this.extend.hidden = workspace.extendable !== true;
    this.judge(workspace, left);
  }

  /** The time stands still: there is nothing to extend and nothing to warn of. */
  private stand(): void {
    required(".clock-text", this.place).textContent = "Paused";
    this.place.classList.remove("urgent");
    this.extend.hidden = true;
    if (this.warned !== PAUSED) {
      this.warned = PAUSED;
      this.actions.warn(PAUSED);
    }
  }

  private judge(workspace: Workspace, left: number): void {
    const idle = this.until(workspace.idleAt);
    if (left < WARN_MILLIS) {
      this.warnOfEnd(workspace, left);
    } else if (idle !== undefined && idle < WARN_MILLIS) {
      this.warnOfIdling(workspace, idle);
    } else {
      this.quiet();
    }
  }

  private warnOfEnd(workspace: Workspace, left: number): void {
    const key = `end ${workspace.expires ?? ""} ${String(workspace.extendable)}`;
    if (this.warned === key) {
      return; // said already; the clock itself counts on
    }
    this.warned = key;
    const text = `This lab ends in ${inWords(left)}, and its machines are removed then.`;
    if (workspace.extendable === true) {
      this.actions.warn(text, "Extend", () => {
        this.actions.extend();
      });
    } else {
      this.actions.warn(`${text} It cannot be extended any more.`);
    }
  }

  private warnOfIdling(workspace: Workspace, left: number): void {
    const key = `idle ${workspace.idleAt ?? ""}`;
    if (this.lookedFor !== key) {
      this.lookedFor = key;
      this.actions.lookAgain();
    } else if (this.warned !== key) {
      this.warned = key;
      const text = `Nobody seems to be here. The machines are removed in ${inWords(left)}.`;
      this.actions.warn(text, "I am here", () => {
        this.actions.stay();
      });
    }
  }

  private quiet(): void {
    if (this.warned !== "") {
      this.warned = "";
      this.actions.calm();
    }
  }

  private until(time: string | null | undefined): number | undefined {
    const at = Date.parse(time ?? "");
    return Number.isNaN(at) ? undefined : at - this.now();
  }
}
