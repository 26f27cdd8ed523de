import type { Disposable } from "../disposables";
import { element, icon } from "../dom";
import { WatchedTerminal } from "../terminal/watched-terminal";
import { appearance } from "./preferences";
import { THEME_CHANGE } from "./theme-switch";

/** The instructor's terminal beside one's own work, while it is shown; may be put away. */
export class ShownTerminal implements Disposable {
  private readonly section = element("section", {
    class: "shown-terminal",
    "aria-label": "Your instructor’s terminal",
  });
  private readonly fold = element("button", { type: "button", class: "button small" });
  private readonly place = element("div", { class: "shown-terminal-place" });
  private watched: WatchedTerminal | undefined;
  private shown: string | null = null;
  private folded = false;
  private readonly recolour = (): void => {
    this.watched?.appear(appearance());
  };

  constructor(host: HTMLElement) {
    const head = element(
      "header",
      {},
      icon("eye"),
      element("strong", { role: "status" }, "Your instructor shows a terminal"),
      this.fold,
    );
    this.section.append(head, this.place);
    this.section.hidden = true;
    host.append(this.section);
    this.fold.addEventListener("click", () => {
      this.folded = !this.folded;
      this.draw();
    });
    document.addEventListener(THEME_CHANGE, this.recolour);
  }

  update(terminal: string | null): void {
    if (terminal === this.shown) {
      return;
    }
    this.shown = terminal;
    this.folded = false;
    this.watched?.dispose();
    this.watched = undefined;
    this.draw();
  }

  dispose(): void {
    document.removeEventListener(THEME_CHANGE, this.recolour);
    this.watched?.dispose();
    this.section.remove();
  }

  /** What is put away is not followed: forty readers cost the server something. */
  private draw(): void {
    this.section.hidden = this.shown === null;
    this.section.classList.toggle("folded", this.folded);
    this.fold.textContent = this.folded ? "Show" : "Put away";
    this.fold.setAttribute("aria-expanded", String(!this.folded));
    if (this.shown === null || this.folded) {
      this.watched?.dispose();
      this.watched = undefined;
    } else {
      this.watched ??= new WatchedTerminal(this.place, this.shown, appearance());
    }
  }
}
