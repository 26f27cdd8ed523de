import { element, icon } from "../dom";
import type { Workspace } from "../protocol/workspace";

/** What a state panel asks of the page. */
export interface StateActions {
  startAgain(): void;
  leaveQueue(): void;
}

/**
 * Stands where the machines would be while there are none: in the queue, after a failed start,
 * after the end. Always says what happened and what can be done.
 */
export class StatePanel {
  private drawn = "";

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: StateActions,
  ) {}

  /** Returns whether it covers the machines. */
  update(workspace: Workspace): boolean {
    const key = [workspace.state, workspace.place, workspace.message].join("|");
    if (key !== this.drawn) {
      this.drawn = key;
      this.draw(workspace);
    }
    return !this.place.hidden;
  }

  /** The server knows no such workspace (any more). */
  gone(): void {
    this.drawn = "gone";
    this.show("end", "This lab has ended", "The server does not know it any more.", this.again());
  }

  private draw(workspace: Workspace): void {
    const message = workspace.message ?? "";
    switch (workspace.state) {
      case "queued":
        this.show(
          "queue",
          "You are in the queue",
          "All places on this server are taken. Your lab starts here by itself as soon as one is free; you can read the steps meanwhile.",
          this.leave(),
          place(workspace),
        );
        break;
      case "failed":
        this.show("alert", "This lab could not be started", message, this.again());
        break;
      case "closing":
        this.show("end", "Ending…", message || "The machines are being removed.", []);
        break;
      case "closed":
        this.show("end", "This lab has ended", message, [
          ...this.again(),
          ...recordings(workspace),
        ]);
        break;
      case "starting":
      case "ready":
        this.place.hidden = true;
        break;
    }
  }

  private show(kind: string, title: string, text: string, actions: Node[], extra?: Node): void {
    this.place.dataset["kind"] = kind;
    this.place.replaceChildren(
      extra ?? icon(kind),
      element("h2", {}, title),
      element("p", {}, text),
      element("div", { class: "state-actions" }, ...actions),
    );
    this.place.hidden = false;
  }

  private again(): Node[] {
    const button = element("button", { type: "button", class: "button primary" }, "Start it again");
    button.addEventListener("click", () => {
      this.actions.startAgain();
    });
    return [button, element("a", { class: "button", href: "/" }, "All labs")];
  }

  private leave(): Node[] {
    const button = element("button", { type: "button", class: "button" }, "Leave the queue");
    button.addEventListener("click", () => {
      this.actions.leaveQueue();
    });
    return [button];
  }
}

function recordings(workspace: Workspace): Node[] {
  if (workspace.recorded !== true) {
    return [];
  }
  const href = `/recordings/${encodeURIComponent(workspace.id)}`;
  return [element("a", { class: "button", href }, "Watch the recordings")];
}

function place(workspace: Workspace): HTMLElement {
  const number = workspace.place ?? 1;
  const text = number === 1 ? "You are next" : `${number - 1} before you`;
  return element(
    "p",
    { class: "queue-place" },
    element("span", { class: "queue-number" }, String(number)),
    element("span", {}, text),
  );
}
