import { Disposables, type Disposable } from "../disposables";
import { element, iconButton, required } from "../dom";
import type { ClassMessage, ClassView, Place } from "../protocol/class";
import { call } from "./api";
import type { ClassApi } from "./class-api";
import { HandButton } from "./hand-button";
import { saidItem } from "./said";
import { ShownTerminal } from "./shown-terminal";

/** What a class asks of the page of a lab. */
export interface ClassActions {
  /** The step on show. */
  step(): number;
  /** Types into the terminal on show, without running it. */
  type(command: string): void;
  failed(problem: unknown): void;
}

const SEEN = "sidelab.said.";

/** The class around a running lab: the hand, what the instructor says, where the class is. */
export class ClassBar implements Disposable {
  private readonly held = new Disposables();
  private readonly hand: HandButton;
  private readonly cards = element("ul", {
    class: "said-cards",
    "aria-live": "polite",
    "aria-label": "From your instructor",
  });
  private readonly shown: ShownTerminal;
  private seen: number;
  private place: Place | null | undefined;

  constructor(
    private readonly classId: string,
    private readonly workspace: { readonly id: string; readonly lab: string },
    private readonly api: ClassApi,
    private readonly actions: ClassActions,
  ) {
    this.seen = Number(sessionStorage.getItem(SEEN + classId) ?? 0);
    document.body.append(this.cards);
    this.shown = this.held.add(new ShownTerminal(document.body));
    this.hand = new HandButton(required("#hand"), async (raised) => {
      try {
        await this.api.hand(raised);
      } catch (problem) {
        this.actions.failed(problem);
      }
    });
    this.held.add(
      api.watch(
        (view) => {
          this.show(view);
        },
        () => {
          this.cards.replaceChildren();
          this.shown.update(null);
        },
      ),
    );
    this.held.listen(window, "hashchange", () => {
      this.tellStep();
    });
    this.tellStep();
  }

  dispose(): void {
    this.held.dispose();
    this.cards.remove();
  }

  private show(view: ClassView): void {
    this.hand.show(view.hand);
    this.shown.update(view.broadcast);
    for (const message of view.messages.filter((one) => one.id > this.seen)) {
      this.card(message);
    }
    this.follow(view);
  }

  private card(message: ClassMessage): void {
    this.seen = message.id;
    const item = saidItem(message, (command) => {
      this.actions.type(command);
    });
    this.add(item, () => {
      sessionStorage.setItem(SEEN + this.classId, String(message.id));
    });
  }

  private add(item: HTMLElement, dismissed: () => void): void {
    const close = iconButton("close", "Dismiss");
    close.addEventListener("click", () => {
      item.remove();
      dismissed();
    });
    item.append(close);
    this.cards.append(item);
  }

  /** Where the class was before this page came is no news; a change is. */
  private follow(view: ClassView): void {
    const before = this.place;
    this.place = view.place;
    const { place } = view;
    if (before === undefined || place === null || same(before, place)) {
      return;
    }
    if (place.lab === this.workspace.lab) {
      location.hash = `step-${place.step}`;
      this.tell(`Your instructor brought the class to step ${place.step}.`);
    } else {
      const title = view.labs.find((lab) => lab.id === place.lab)?.title ?? place.lab;
      const link = element("a", { href: `/classes/${encodeURIComponent(this.classId)}` }, title);
      this.tell("Your instructor went on to the lab ", link);
    }
  }

  private tell(...text: (Node | string)[]): void {
    const item = element("li", { class: "said-item" }, element("p", { class: "said-text" }));
    required(".said-text", item).append(...text);
    this.add(item, () => undefined);
  }

  private tellStep(): void {
    const base = `/api/workspaces/${encodeURIComponent(this.workspace.id)}`;
    call("POST", `${base}/steps/${this.actions.step()}/shown`).catch(() => {
      // The instructor sees an older step until the next one: nothing for the learner to do.
    });
  }
}

function same(one: Place | null, other: Place): boolean {
  return one?.lab === other.lab && one.step === other.step;
}
