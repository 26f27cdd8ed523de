import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import { terminalsOf, type Machine } from "../protocol/workspace";
import { WatchedTerminal } from "../terminal/watched-terminal";
import { appearance } from "./preferences";
import { THEME_CHANGE } from "./theme-switch";

interface Tab {
  readonly terminal: string;
  readonly title: string;
}

/** The terminals of one learner, one at a time: only the one on show is watched. */
export class TowerTerminals implements Disposable {
  private readonly held = new Disposables();
  private readonly list = element("div", {
    class: "tab-list",
    role: "tablist",
    "aria-label": "Terminals",
  });
  private readonly panel = element("div", {
    class: "detail-screen",
    role: "tabpanel",
    id: "detail-panel",
    tabindex: "-1",
  });
  private readonly none = element("p", { class: "detail-none" });
  private watched: WatchedTerminal | undefined;
  private tabs: readonly Tab[] = [];
  private shown = "";

  constructor(place: HTMLElement) {
    place.append(this.list, this.panel, this.none);
    this.held.listen(document, THEME_CHANGE, () => {
      this.watched?.appear(appearance());
    });
    this.held.listen(this.list, "keydown", (event: KeyboardEvent) => {
      this.walk(event);
    });
  }

  /** Changes nothing while the terminals are the same. */
  show(name: string, machines: readonly Machine[]): void {
    const tabs = machines.flatMap((machine) =>
      terminalsOf(machine).map((terminal, index) => ({
        terminal,
        title: index === 0 ? machine.title : `${machine.title} ${index + 1}`,
      })),
    );
    this.none.textContent = `No lab of ${name} runs now.`;
    this.none.hidden = tabs.length > 0;
    this.list.hidden = tabs.length < 2;
    this.panel.hidden = tabs.length === 0;
    if (JSON.stringify(tabs) === JSON.stringify(this.tabs)) {
      return;
    }
    this.tabs = tabs;
    const kept = tabs.find((tab) => tab.terminal === this.shown) ?? tabs[0];
    this.list.replaceChildren(...tabs.map((tab) => this.tab(tab)));
    this.open(kept?.terminal ?? "");
  }

  /** Watches nobody any more; another learner may be shown later. */
  dispose(): void {
    this.watched?.dispose();
    this.watched = undefined;
    this.shown = "";
    this.tabs = [];
    this.list.replaceChildren();
  }

  private tab({ terminal, title }: Tab): HTMLElement {
    const tab = element(
      "button",
      { type: "button", role: "tab", class: "tab", "aria-controls": "detail-panel" },
      title,
    );
    tab.id = `watch-${terminal}`;
    tab.addEventListener("click", () => {
      this.open(terminal);
    });
    return tab;
  }

  private open(terminal: string): void {
    for (const tab of this.list.querySelectorAll<HTMLElement>("[role=tab]")) {
      const selected = tab.id === `watch-${terminal}`;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    this.panel.setAttribute("aria-labelledby", `watch-${terminal}`);
    if (terminal === this.shown) {
      return;
    }
    this.watched?.dispose();
    this.shown = terminal;
    this.watched =
      terminal === "" ? undefined : new WatchedTerminal(this.panel, terminal, appearance());
  }

  private walk(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    const at = this.tabs.findIndex((tab) => tab.terminal === this.shown);
    const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    if (next !== undefined) {
      this.open(next.terminal);
      document.getElementById(`watch-${next.terminal}`)?.focus();
    }
  }
}
