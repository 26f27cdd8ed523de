import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import { focusAfter } from "./focus";
import { terminalsOf, type Machine } from "../protocol/workspace";
import type { Appearance } from "../terminal/screen";
import { TerminalView } from "../terminal/terminal-view";

/** What tabs ask of the page. */
export interface TabActions {
  open(): Promise<string>;
  close(terminal: string): Promise<void>;
  failed(problem: unknown): void;
  appearance(): Appearance;
}

interface Tab {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
  /** Made when first shown, so that hidden terminals cost nothing. */
  view?: TerminalView;
}

/** The terminals of one machine, one on show. */
export class TerminalTabs implements Disposable {
  private readonly held = new Disposables();
  private readonly tabs = new Map<string, Tab>();
  private readonly list: HTMLElement;
  /** Tabs on the left, with room for more on the right. */
  readonly bar: HTMLElement;
  private readonly panels = element("div", { class: "tab-panels" });
  private readonly more = iconButton("plus", "Open another terminal");
  /** Who else is at the terminal on show. */
  private readonly badges = element("div", { class: "guest-badges" });
  private current: string;
  /** A terminal that we asked for and that is not in the machine's list yet. */
  private wanted: string | undefined;
  /** Terminals that the learner has closed. */
  private readonly closing = new Set<string>();

  constructor(
    private machine: Machine,
    parent: HTMLElement,
    private readonly actions: TabActions,
  ) {
    this.current = machine.terminal;
    this.list = element("div", {
      class: "tab-list",
      role: "tablist",
      "aria-label": `Terminals of ${machine.title}`,
    });
    this.bar = element("div", { class: "tab-bar" }, this.list, this.more, this.badges);
    parent.append(this.bar, this.panels);
    this.held.listen<KeyboardEvent>(this.list, "keydown", (event) => {
      this.key(event);
    });
    this.held.listen(this.more, "click", () => {
      void this.openOne();
    });
  }

  /** The terminal on show. */
  get active(): string {
    return this.current;
  }

  update(machine: Machine): void {
    this.machine = machine;
    const ids = terminalsOf(machine);
    const gone = [...this.tabs].filter(([known]) => !ids.includes(known));
    for (const [id] of gone) {
      this.remove(id);
    }
    ids.forEach((id, index) => {
      if (!this.tabs.has(id)) {
        this.add(id, index);
      }
    });
    if (this.wanted !== undefined && ids.includes(this.wanted)) {
      this.current = this.wanted;
      this.wanted = undefined;
    }
    const running = machine.state === "ready";
    this.more.disabled = !running;
    this.more.hidden = !running && machine.state !== "exited";
    this.show(ids.includes(this.current) ? this.current : machine.terminal);
    this.sayWhatEnded(gone);
  }

  /** What the learner did not close is missed. */
  private sayWhatEnded(gone: [string, Tab][]): void {
    for (const [id, { button }] of gone) {
      if (!this.closing.delete(id)) {
        this.tabs.get(this.current)?.view?.tell(`${button.innerText.trim()} has ended.`);
      }
    }
  }

  appear(): void {
    for (const tab of this.tabs.values()) {
      tab.view?.appear(this.actions.appearance());
    }
  }

  type(text: string): void {
    this.tabs.get(this.current)?.view?.type(text);
  }

  focus(): void {
    this.tabs.get(this.current)?.view?.focus();
  }

  dispose(): void {
    for (const id of [...this.tabs.keys()]) {
      this.remove(id);
    }
    this.held.dispose();
  }

  private add(id: string, index: number): void {
    const panelId = `terminal-${id}`;
    const label = this.label(index);
    const button = element(
      "button",
      { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": panelId, class: "tab" },
      label,
    );
    if (index > 0) {
      button.title = "Delete closes this terminal";
      button.append(this.closeSign(id));
    }
    const panel = element("div", {
      role: "tabpanel",
      id: panelId,
      "aria-labelledby": button.id,
      class: "tab-panel",
    });
    button.addEventListener("click", () => {
      this.show(id);
      this.focus();
    });
    this.tabs.set(id, { button, panel });
    this.list.append(button);
    this.panels.append(panel);
  }

  private label(index: number): string {
    if (index === 0) {
      return this.machine.kind === "vm" ? "Console" : "Shell";
    }
    return `Shell ${index + 1}`;
  }

  /** For the mouse; the keyboard has Delete. */
  private closeSign(id: string): HTMLElement {
    const sign = element("span", { class: "tab-close", "aria-hidden": "true" }, icon("close"));
    sign.addEventListener("click", (event) => {
      event.stopPropagation();
      this.close(id);
    });
    return sign;
  }

  private show(id: string): void {
    this.current = id;
    for (const [other, tab] of this.tabs) {
      const here = other === id;
      tab.button.setAttribute("aria-selected", String(here));
      tab.button.tabIndex = here ? 0 : -1;
      tab.panel.hidden = !here;
    }
    this.view(id);
    const badge = this.tabs.get(id)?.view?.badge;
    if (badge === undefined) {
      this.badges.replaceChildren();
    } else if (badge.parentElement !== this.badges) {
      this.badges.replaceChildren(badge); // not again: its button may have the focus
    }
  }

  /** An eye on the tab, also while another is on show. */
  private watched(button: HTMLButtonElement, there: boolean): void {
    const sign = button.querySelector(".guest-sign");
    if (there && sign === null) {
      const made = icon("eye");
      made.classList.add("guest-sign");
      button.append(made);
      button.setAttribute("aria-description", "Somebody else is at this terminal");
    } else if (!there) {
      sign?.remove();
      button.removeAttribute("aria-description");
    }
  }

  /** Connects what is on show, as soon as there is something to connect to. */
  private view(id: string): void {
    const tab = this.tabs.get(id);
    const there = !["waiting", "failed"].includes(this.machine.state);
    if (tab === undefined || tab.view !== undefined || !there) {
      return;
    }
    const label = `${this.machine.title}, ${tab.button.textContent}`;
    tab.view = new TerminalView(tab.panel, id, label, this.actions.appearance(), {
      running: () => undefined, // the workspace's own events tell how the machine stands
      guests: (there) => {
        this.watched(tab.button, there);
      },
      leave: (on) => {
        if (!on || !focusAfter(this.panels)) {
          tab.button.focus();
        }
      },
    });
  }

  private key(event: KeyboardEvent): void {
    const ids = [...this.tabs.keys()];
    const at = ids.indexOf(this.current);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: ids.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const id = ids[(to + ids.length) % ids.length];
      if (id !== undefined) {
        this.show(id);
        this.tabs.get(id)?.button.focus();
      }
    } else if (event.key === "Delete" && at > 0) {
      this.close(this.current);
    }
  }

  private async openOne(): Promise<void> {
    this.more.disabled = true;
    try {
      this.wanted = await this.actions.open();
      if (this.tabs.has(this.wanted)) {
        this.show(this.wanted);
        this.wanted = undefined;
      }
    } catch (problem) {
      this.actions.failed(problem);
    } finally {
      this.more.disabled = false;
    }
  }

  private close(id: string): void {
    this.closing.add(id);
    this.actions.close(id).catch((problem: unknown) => {
      this.closing.delete(id);
      this.actions.failed(problem);
    });
  }

  private remove(id: string): void {
    const tab = this.tabs.get(id);
    const hadFocus =
      tab?.button === document.activeElement || tab?.panel.contains(document.activeElement);
    tab?.view?.dispose();
    tab?.button.remove();
    tab?.panel.remove();
    this.tabs.delete(id);
    if (hadFocus === true) {
      this.tabs.get(this.machine.terminal)?.button.focus();
    }
  }
}
