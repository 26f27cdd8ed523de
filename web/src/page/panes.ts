import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { Machine } from "../protocol/workspace";
import { Divider } from "./divider";
import { MachinePane, type PaneActions } from "./machine-pane";
import { keepPreferences, readPreferences, type Layout } from "./preferences";

/** What the panes ask of the page, for one machine each. */
export type ActionsFor = (machine: string) => Omit<PaneActions, "maximise">;

/** All that is around the machines. */
const COVERED = ".topbar, .page-notice, #steps, #steps-divider, .toolbar, .drawer";

/** All machines, side by side, stacked, or one at a time. */
export class Panes implements Disposable {
  private readonly held = new Disposables();
  private readonly panes = new Map<string, MachinePane>();
  private readonly splitter = element("div", {
    class: "divider",
    role: "separator",
    tabindex: "0",
    "aria-label": "Share of the first machine",
  });
  private divider: Divider | undefined;
  private shown = "";
  private maximised = "";
  private last = "";

  constructor(
    private readonly area: HTMLElement,
    private readonly choice: HTMLElement,
    private readonly layoutButtons: HTMLElement[],
    private readonly actions: ActionsFor,
  ) {
    for (const button of layoutButtons) {
      this.held.listen(button, "click", () => {
        keepPreferences({ layout: button.dataset["layout"] as Layout });
        this.arrange();
      });
    }
  }

  update(machines: readonly Machine[]): void {
    const before = this.panes.size;
    for (const machine of machines) {
      const pane = this.panes.get(machine.name);
      if (pane === undefined) {
        this.add(machine);
      } else {
        pane.update(machine);
      }
    }
    if (this.panes.size !== before) {
      this.shown = machines[0]?.name ?? "";
      this.drawChoice(machines);
      this.arrange();
    }
  }

  /** The terminal on show of a machine, brought into view. */
  bring(machine: string): string | undefined {
    const pane = this.panes.get(machine);
    if (pane !== undefined && this.shown !== machine) {
      this.shown = machine;
      this.arrange();
    }
    return pane?.tabs.active;
  }

  /** Types into the machine that the learner was in last, or the one on show. */
  type(text: string): void {
    const pane = this.panes.get(this.last) ?? this.panes.get(this.shown);
    pane?.tabs.type(text);
  }

  focus(machine: string): void {
    this.panes.get(machine)?.tabs.focus();
  }

  appear(): void {
    for (const pane of this.panes.values()) {
      pane.tabs.appear();
    }
  }

  dispose(): void {
    this.divider?.dispose();
    this.divider = undefined;
    for (const pane of this.panes.values()) {
      pane.dispose();
    }
    this.panes.clear();
    this.held.dispose();
  }

  private add(machine: Machine): void {
    const actions: PaneActions = {
      ...this.actions(machine.name),
      maximise: () => {
        this.maximised = this.maximised === machine.name ? "" : machine.name;
        this.arrange();
      },
    };
    const pane = new MachinePane(machine, actions);
    this.panes.set(machine.name, pane);
    this.held.listen(pane.element, "focusin", () => {
      this.last = machine.name;
    });
    this.area.append(pane.element);
    if (this.panes.size === 1) {
      this.area.append(this.splitter);
    }
  }

  private drawChoice(machines: readonly Machine[]): void {
    this.choice.replaceChildren(
      ...machines.map((machine) => {
        const button = element("button", { type: "button" }, machine.title);
        button.dataset["machine"] = machine.name;
        button.addEventListener("click", () => {
          this.shown = machine.name;
          this.arrange();
        });
        return button;
      }),
    );
  }

  private arrange(): void {
    const { layout } = readPreferences();
    this.area.dataset["layout"] = layout;
    this.area.dataset["count"] = String(this.panes.size);
    this.coverOthers();
    for (const [name, pane] of this.panes) {
      pane.element.hidden = layout === "one" && name !== this.shown && name !== this.maximised;
      pane.maximised = name === this.maximised;
    }
    for (const button of this.layoutButtons) {
      button.setAttribute("aria-pressed", String(button.dataset["layout"] === layout));
    }
    const group = this.layoutButtons[0]?.parentElement;
    group?.toggleAttribute("hidden", this.panes.size < 2); // one machine fills the place anyway
    this.choice.hidden = layout !== "one" || this.panes.size < 2;
    for (const button of this.choice.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset["machine"] === this.shown));
    }
    this.arrangeDivider(layout);
  }

  /** What lies under a machine that fills the window is out of reach of the keyboard, too. */
  private coverOthers(): void {
    for (const cover of document.querySelectorAll<HTMLElement>(COVERED)) {
      cover.inert = this.maximised !== "";
    }
    for (const [name, pane] of this.panes) {
      pane.element.inert = this.maximised !== "" && name !== this.maximised;
    }
    this.splitter.inert = this.maximised !== "";
  }

  /** Two machines share the place by a line between them; more share it evenly. */
  private arrangeDivider(layout: Layout): void {
    this.divider?.dispose();
    this.splitter.hidden = this.panes.size !== 2 || layout === "one";
    const orientation = layout === "rows" ? "horizontal" : "vertical";
    this.splitter.setAttribute("aria-orientation", orientation);
    const bounds = { least: 20, most: 80 };
    const { split } = readPreferences();
    this.divider = new Divider(this.splitter, "--split", bounds, split, (share) => {
      keepPreferences({ split: share });
    });
  }
}
