import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import type { Machine } from "../protocol/workspace";
import { cpuWords, memoryWords } from "./amounts";
import { took } from "./duration";
import { MachineNote } from "./machine-note";
import { TerminalTabs, type TabActions } from "./terminal-tabs";

/** What a pane asks of the page. */
export interface PaneActions extends TabActions {
  restart(): Promise<void>;
  maximise(): void;
  files(): void;
  ports(): void;
  change(): void;
  /** Asks before everything in the machine is lost. */
  startOver(): void;
  failed(problem: unknown): void;
}

const STATE_TEXTS: Readonly<Record<Machine["state"], string>> = {
  waiting: "waiting for its image",
  starting: "starting",
  ready: "running",
  exited: "exited",
  failed: "failed",
};

/** One machine: what it is, how it stands, and its terminals. */
export class MachinePane implements Disposable {
  readonly element: HTMLElement;
  readonly tabs: TerminalTabs;
  private readonly held = new Disposables();
  private readonly badges = element("div", { class: "machine-badges" });
  private readonly facts = element("div", { class: "machine-facts" });
  private readonly state = element("span", { class: "machine-state", role: "status" });
  private readonly cover = element("div", { class: "machine-cover", hidden: true });
  private readonly note = new MachineNote();
  private readonly changeNote = new MachineNote();
  private readonly change = element(
    "button",
    { type: "button", class: "button change-button", hidden: true },
    icon("tune"),
    element("span", { class: "button-label" }, "Change…"),
  );
  private readonly files = iconButton("folder", "Files");
  private readonly ports = iconButton("ports", "Ports");
  private readonly startOver = iconButton("restart", "Start over…");
  private readonly grow = iconButton("maximise", "Fill the window");
  private drawn = "";

  constructor(
    private machine: Machine,
    private readonly actions: PaneActions,
  ) {
    const id = `machine-${machine.name}`;
    const body = element("div", { class: "machine-body" });
    this.element = element(
      "section",
      { class: "machine", "aria-labelledby": id, "data-kind": machine.kind },
      element(
        "header",
        { class: "machine-head" },
        icon(machine.kind),
        element("h2", { id }, machine.title),
        this.badges,
        this.state,
        this.change,
        this.files,
        this.ports,
        this.startOver,
        this.grow,
      ),
      body,
    );
    this.tabs = this.held.add(new TerminalTabs(machine, body, actions));
    this.tabs.bar.append(this.facts);
    this.changeNote.element.classList.add("changing");
    body.append(this.note.element, this.cover);
    this.element.append(this.changeNote.element);
    this.held.listen(this.change, "click", () => {
      if (this.change.getAttribute("aria-disabled") !== "true") {
        this.actions.change();
      }
    });
    this.held.listen(this.files, "click", () => {
      this.actions.files();
    });
    this.held.listen(this.ports, "click", () => {
      this.actions.ports();
    });
    this.held.listen(this.startOver, "click", () => {
      if (this.startOver.getAttribute("aria-disabled") !== "true") {
        this.actions.startOver();
      }
    });
    this.held.listen(this.grow, "click", () => {
      this.actions.maximise();
    });
    this.update(machine);
  }

  get name(): string {
    return this.machine.name;
  }

  update(machine: Machine): void {
    this.machine = machine;
    const now = JSON.stringify(machine);
    if (now === this.drawn) {
      return; // nothing new to read out
    }
    this.drawn = now;
    this.element.dataset["state"] = machine.state;
    this.files.disabled = machine.state !== "ready";
    this.ports.disabled = machine.state !== "ready";
    this.badges.replaceChildren(...badges(machine));
    this.facts.replaceChildren(...facts(machine));
    this.state.replaceChildren(
      element("span", { class: "dot", "aria-hidden": "true" }),
      STATE_TEXTS[machine.state],
    );
    this.drawCover(machine);
    this.drawChange(machine);
    this.tabs.update(machine);
  }

  set maximised(maximised: boolean) {
    this.element.classList.toggle("maximised", maximised);
    const label = maximised ? "Back to normal size" : "Fill the window";
    this.grow.replaceChildren(icon(maximised ? "restore" : "maximise"));
    this.grow.setAttribute("aria-label", label);
    this.grow.title = label;
  }

  dispose(): void {
    this.held.dispose();
    this.element.remove();
  }

  /** What its learner may choose, and what becomes of the last choice. */
  private drawChange(machine: Machine): void {
    const change = machine.change ?? undefined;
    const underWay = change !== undefined && !change.failed;
    this.change.hidden = machine.changeable !== true;
    // Not disabled: the focus that comes back from the dialog has to stay somewhere.
    this.change.setAttribute("aria-disabled", String(underWay || machine.state === "waiting"));
    this.startOver.setAttribute("aria-disabled", String(underWay || machine.state === "waiting"));
    this.change.setAttribute("aria-label", `Change ${machine.title}`);
    this.change.title = `Change its image or hardware (now ${hardware(machine)})`;
    this.changeNote.say(change?.message ?? "");
    this.changeNote.element.dataset["failed"] = String(change?.failed === true);
  }

  /** Lies over the terminals while there is nothing in them, or under them when it ended or has news. */
  private drawCover(machine: Machine): void {
    const message = machine.message ?? "";
    const runs = machine.state === "ready" || machine.state === "starting";
    this.cover.hidden = runs;
    this.note.say(runs ? message : "");
    switch (machine.state) {
      case "waiting":
        this.cover.replaceChildren(
          element("span", { class: "spinner", "aria-hidden": "true" }),
          element("p", {}, message || `Preparing ${machine.image}…`),
        );
        break;
      case "exited":
        this.cover.replaceChildren(
          element("p", {}, message || "It ended."),
          this.restartButton("Start it again"),
          this.startOverButton(),
        );
        break;
      case "failed":
        this.cover.replaceChildren(
          icon("alert"),
          element("p", {}, message || "It could not be started."),
          this.restartButton("Try again"),
          this.startOverButton(),
        );
        break;
      case "starting":
      case "ready":
        this.cover.replaceChildren();
        break;
    }
  }

  /** For a machine whose files are what is wrong with it. */
  private startOverButton(): HTMLButtonElement {
    const button = element("button", { type: "button", class: "button small" }, "Start over…");
    button.addEventListener("click", () => {
      this.actions.startOver();
    });
    return button;
  }

  private restartButton(label: string): HTMLButtonElement {
    const button = element(
      "button",
      { type: "button", class: "button primary small" },
      icon("restart"),
      label,
    );
    button.addEventListener("click", () => {
      button.disabled = true;
      this.actions.restart().catch((problem: unknown) => {
        button.disabled = false;
        this.actions.failed(problem);
      });
    });
    return button;
  }
}

/** A machine called "Container" needs no badge that says so. */
function saysAlready(title: string, kind: Machine["kind"]): boolean {
  const names = kind === "vm" ? ["vm", "virtual machine"] : ["container"];
  return names.includes(title.trim().toLowerCase());
}

function badges(machine: Machine): HTMLElement[] {
  const made: HTMLElement[] = [];
  const kind = machine.kind === "vm" ? "VM" : "Container";
  if (!saysAlready(machine.title, machine.kind)) {
    made.push(element("span", { class: "badge" }, kind));
  }
  const accelerator = machine.accelerator ?? "";
  if (machine.kind === "vm" && accelerator !== "") {
    const kvm = accelerator === "kvm";
    const title = kvm
      ? "Runs on the processor itself, through KVM"
      : "No working KVM on this host: the processor is emulated in software (TCG), which is slower";
    made.push(element("span", { class: "badge quiet", title }, kvm ? "KVM" : "TCG"));
  }
  return made;
}

function hardware(machine: Machine): string {
  return `${memoryWords(machine.memoryBytes ?? 0)}, ${cpuWords(machine.cpus ?? 1)}`;
}

function facts(machine: Machine): HTMLElement[] {
  const made: HTMLElement[] = [];
  if (typeof machine.promptMillis === "number") {
    const title = "From the request to start until its prompt stood on the terminal";
    const text = `prompt in ${took(machine.promptMillis)}`;
    made.push(element("span", { class: "machine-prompt", title }, text));
  }
  if (machine.changeable === true) {
    made.push(element("span", { class: "machine-hardware" }, hardware(machine)));
  }
  const title = `Image ${machine.image}`;
  made.push(element("code", { class: "machine-image", title }, machine.image));
  return made;
}
