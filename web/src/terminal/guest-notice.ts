import { element, icon } from "../dom";
import type { Companion, Company } from "../protocol/control";
import { companyWords, everybody, subject } from "./company-words";

/** What a learner can do about guests. */
export interface GuestActions {
  answer(guest: string, mayType: boolean): void;
  /** The focus was on something that is gone now. */
  focusBack(): void;
}

/** Questions shown at once; the others come when these are answered. */
const MOST_QUESTIONS = 3;

/**
 * Shows a learner who else is at a terminal: a badge that stays as long as they do, and a question
 * from each who would like to type. Takes no focus and covers no more of the screen than it must.
 */
export class GuestNotice {
  /** For the terminal's bar: who is there, and how to stop who types. */
  readonly badge = element("div", { class: "guest-badge", hidden: true });
  /** For the terminal itself. */
  readonly questions = element("div", { class: "guest-questions", hidden: true });
  /** Read out politely. Always in the page, because what comes with its text is not read. */
  readonly spoken = element("div", { class: "visually-hidden", role: "status" });
  private readonly words = element("span", { class: "guest-words" });
  private readonly stop: HTMLButtonElement;
  private readonly asked = new Map<string, HTMLElement>();
  private company: Company | undefined;

  constructor(private readonly actions: GuestActions) {
    this.stop = button("Stop", "button small", () => {
      this.company?.viewers
        .filter(({ types }) => types)
        .forEach(({ id }) => {
          this.actions.answer(id, false);
        });
      this.actions.focusBack();
    });
    this.badge.append(icon("eye"), this.words, this.stop);
  }

  get somebody(): boolean {
    return companyWords(this.company) !== "";
  }

  /** Whether a guest's keys are taken. */
  get shared(): boolean {
    return this.company?.viewers.some(({ types }) => types) === true;
  }

  show(company: Company | undefined): void {
    this.company = company;
    const words = companyWords(company);
    this.badge.hidden = words === "";
    this.badge.title = everybody(company);
    this.badge.dataset["types"] = String(this.shared);
    this.words.textContent = words;
    const stopHadFocus = this.stop === document.activeElement;
    this.stop.hidden = !this.shared;
    if (stopHadFocus && this.stop.hidden) {
      this.actions.focusBack();
    }
    const asking = (company?.viewers ?? []).filter(({ asks }) => asks).slice(0, MOST_QUESTIONS);
    this.ask(asking);
    this.speak([words, ...asking.map((guest) => question(guest))]);
  }

  private speak(sentences: readonly string[]): void {
    const text = sentences.filter((sentence) => sentence !== "").join(". ");
    const before = this.spoken.textContent;
    const now = text === "" && before !== "" ? "Nobody else is at this terminal now." : text;
    if (now !== before) {
      this.spoken.textContent = now;
    }
  }

  /** Leaves the questions that stand already as they are: one may be under a finger. */
  private ask(asking: readonly Companion[]): void {
    for (const [id, row] of this.asked) {
      if (!asking.some((guest) => guest.id === id)) {
        this.asked.delete(id);
        const hadFocus = row.contains(document.activeElement);
        row.remove();
        if (hadFocus) {
          this.actions.focusBack();
        }
      }
    }
    for (const guest of asking) {
      if (!this.asked.has(guest.id)) {
        const row = this.row(guest);
        this.asked.set(guest.id, row);
        this.questions.append(row);
      }
    }
    this.questions.hidden = this.asked.size === 0;
  }

  private row(guest: Companion): HTMLElement {
    const text = question(guest);
    const answer = (mayType: boolean) => (): void => {
      this.actions.answer(guest.id, mayType);
      this.actions.focusBack();
    };
    return element(
      "div",
      { class: "guest-question", role: "group", "aria-label": text },
      element("p", {}, text),
      button("Allow", "button small primary", answer(true)),
      button("Not now", "button small", answer(false)),
    );
  }
}

function question({ name }: Companion): string {
  return `${subject(name)} asks to type here beside you.`;
}

function button(label: string, className: string, pressed: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", pressed);
  return made;
}
