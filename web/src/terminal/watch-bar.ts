import type { Disposable } from "../disposables";
import { element, icon } from "../dom";
import type { Company, Self } from "../protocol/control";
import type { ConnectionState } from "./connection";

/** As long as the server passes over questions of a guest who was refused. */
export const ASK_AGAIN_MILLIS = 60_000;

/** What who watches can do. */
export interface WatchActions {
  readonly ask: () => void;
  readonly done: () => void;
  readonly retry: () => void;
}

interface Shown {
  readonly kind: string;
  readonly text: string;
  readonly label?: string;
  readonly action?: () => void;
}

/** The line above a watched terminal: how it stands, and the one thing that can be done about it. */
export class WatchBar implements Disposable {
  readonly element = element("div", { class: "watch-bar" });
  private readonly words = element("span", { class: "watch-words", role: "status" });
  private readonly button = element("button", { type: "button", class: "button small" });
  private action: () => void = () => undefined;
  private connection: ConnectionState = "connecting";
  private company: Company | undefined;
  /** What the program or the server said last. */
  private standing = "";
  private refused = false;
  private gaveUp = false;
  private wait: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: WatchActions) {
    this.button.addEventListener("click", () => {
      if (this.button.getAttribute("aria-disabled") !== "true") {
        this.action();
      }
    });
    this.element.append(icon("eye"), this.words, this.button);
    this.draw();
  }

  /** Whether what is typed here is taken. */
  get types(): boolean {
    return this.company?.you.guest === true && this.company.you.types;
  }

  connectionIs(state: ConnectionState): void {
    this.connection = state;
    this.draw();
  }

  stands(text: string): void {
    this.standing = text;
    this.draw();
  }

  companyIs(company: Company | undefined): void {
    const before = this.company?.you;
    this.company = company;
    if (company !== undefined && wished(before) && !wished(company.you)) {
      this.endedBy(this.gaveUp);
    }
    this.draw();
  }

  dispose(): void {
    clearTimeout(this.wait);
  }

  private endedBy(guest: boolean): void {
    this.gaveUp = false;
    if (!guest) {
      this.refused = true;
      clearTimeout(this.wait);
      this.wait = setTimeout(() => {
        this.refused = false;
        this.draw();
      }, ASK_AGAIN_MILLIS);
    }
  }

  private giveUp(): void {
    this.gaveUp = true;
    this.actions.done();
  }

  private draw(): void {
    const { kind, text, label, action } = this.shown();
    this.element.dataset["kind"] = kind;
    if (this.words.textContent !== text) {
      this.words.textContent = text;
    }
    this.button.hidden = label === undefined;
    this.button.textContent = label ?? "";
    this.button.setAttribute("aria-disabled", String(action === undefined));
    this.action = action ?? (() => undefined);
  }

  private shown(): Shown {
    if (this.connection === "connecting") {
      return { kind: "connecting", text: "Connecting…" };
    }
    if (this.connection === "waiting") {
      const text = "Connection lost. Trying again…";
      return { kind: "lost", text, label: "Try now", action: this.actions.retry };
    }
    if (this.connection === "ended") {
      return { kind: "ended", text: this.standing || "This terminal has been closed." };
    }
    const you = this.company?.you;
    return you?.guest === true ? this.asGuest(you) : { kind: "watching", text: this.watching() };
  }

  private asGuest(you: Self & { guest: true }): Shown {
    const giveUp = (): void => {
      this.giveUp();
    };
    if (you.types) {
      const text = "You can type here now. The learner sees that it is you.";
      return { kind: "types", text, label: "Stop", action: giveUp };
    }
    if (you.asks) {
      const text = "You asked to type. Waiting for the learner's answer.";
      return { kind: "asks", text, label: "Do not ask", action: giveUp };
    }
    const label = "Ask to type";
    if (this.refused) {
      const text = "The learner would rather type alone now. You can ask again in a minute.";
      return { kind: "refused", text, label };
    }
    if (this.company?.attended !== true) {
      const text = `${this.watching()} The learner has no window open here.`;
      return { kind: "watching", text, label };
    }
    return { kind: "watching", text: this.watching(), label, action: this.actions.ask };
  }

  private watching(): string {
    return this.standing || "Watching. Nobody types here without the learner's consent.";
  }
}

function wished(you: Self | undefined): boolean {
  return you?.guest === true && (you.asks || you.types);
}
