import type { Disposable } from "../disposables";
import { element } from "../dom";

/** How long something short stays: time to read a sentence twice. */
const HINT_MILLIS = 4_000;

/** Something to say with one thing to do about it. */
interface Offer {
  readonly text: string;
  readonly label: string;
  readonly action: () => void;
}

/**
 * The line at the foot of a terminal. A standing text (the program ended) stays; offers wait above
 * it, one at a time, until they are taken or withdrawn; a lost connection covers both until it is
 * back; hints come and go. All of it is read out by screen readers.
 */
export class StatusBar implements Disposable {
  readonly element = element("div", { class: "terminal-status", role: "status" });
  private standingText = "";
  /** By what they are about, the oldest first. */
  private readonly offers = new Map<string, Offer>();
  private isLost = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly retry: () => void) {
    this.draw();
  }

  standing(text: string): void {
    this.standingText = text;
    this.draw();
  }

  lost(): void {
    this.isLost = true;
    this.draw();
  }

  connected(again: boolean): void {
    this.isLost = false;
    this.draw();
    if (again && this.standingText === "" && this.offers.size === 0) {
      this.hint("Reconnected.");
    }
  }

  hint(text: string): void {
    if (text === "") {
      this.draw();
      return;
    }
    this.show("hint", text);
    this.timer = setTimeout(() => {
      this.draw();
    }, HINT_MILLIS);
  }

  /** Stays, whatever happens to the connection, until it is taken or withdrawn. */
  offer(about: string, text: string, label: string, action: () => void): void {
    this.offers.set(about, { text, label, action });
    this.draw();
  }

  withdraw(about: string): void {
    if (this.offers.delete(about)) {
      this.draw();
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private draw(): void {
    const [next] = this.offers;
    if (this.isLost) {
      const text = "Connection lost. Trying again… keys you press are kept for a short while.";
      this.show("lost", text, this.button("Try now", this.retry));
    } else if (next !== undefined) {
      const [about, { text, label, action }] = next;
      const take = (): void => {
        action();
        this.withdraw(about);
      };
      this.show("offer", text, this.button(label, take));
    } else {
      this.show(this.standingText === "" ? "none" : "standing", this.standingText);
    }
  }

  private button(label: string, pressed: () => void): HTMLButtonElement {
    const made = element("button", { type: "button", class: "button small" }, label);
    made.addEventListener("click", pressed);
    return made;
  }

  private show(kind: string, text: string, ...buttons: HTMLButtonElement[]): void {
    clearTimeout(this.timer);
    this.element.dataset["kind"] = kind;
    this.element.replaceChildren(element("span", {}, text), ...buttons);
  }
}
