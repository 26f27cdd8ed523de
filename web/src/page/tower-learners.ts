import { required } from "../dom";
import { TowerCard } from "./tower-card";
import { arranged, type Row, type Sorting } from "./tower-model";
import type { TowerScreens } from "./tower-screens";

/** After a move of the pointer over the learners nothing may slip away from under it. */
const STEADY_MILLIS = 4_000;

const LOOK = "sidelab.tower";

/** All learners, in the order and with the filter that the instructor chose. */
export class TowerLearners {
  private readonly cards = new Map<string, TowerCard>();
  private readonly list = required("#tower-learners");
  private readonly filter = required<HTMLInputElement>("#tower-filter");
  private readonly sorting = required<HTMLSelectElement>("#tower-sort");
  private rows: readonly Row[] = [];
  private moved = 0;

  constructor(private readonly screens: TowerScreens) {
    this.filter.addEventListener("input", () => {
      this.arrange();
    });
    this.sorting.addEventListener("change", () => {
      this.arrange();
    });
    this.list.addEventListener("pointermove", () => {
      this.moved = Date.now();
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-look]")) {
      button.addEventListener("click", () => {
        this.look(button.dataset["look"] ?? "cards");
      });
    }
    this.look(kept());
  }

  show(rows: readonly Row[]): void {
    const added = rows.some((row) => !this.cards.has(row.id)) || rows.length !== this.rows.length;
    this.rows = rows;
    for (const row of rows) {
      const card = this.cards.get(row.id) ?? this.make(row.id);
      card.show(row);
      this.screens.watch(card.canvas, row.terminals);
    }
    this.drop(new Set(rows.map((row) => row.id)));
    if (added || Date.now() - this.moved > STEADY_MILLIS) {
      this.arrange();
    }
  }

  private make(id: string): TowerCard {
    const card = new TowerCard(id);
    this.cards.set(id, card);
    return card;
  }

  private drop(there: ReadonlySet<string>): void {
    for (const [id, card] of this.cards) {
      if (!there.has(id)) {
        this.screens.leave(card.canvas);
        card.element.remove();
        this.cards.delete(id);
      }
    }
  }

  /** Moves no more than has to: what is moved loses the focus, which is given back. */
  private arrange(): void {
    const order = arranged(this.rows, this.sorting.value as Sorting, this.filter.value);
    const wanted = order.flatMap((row) => this.cards.get(row.id)?.element ?? []);
    const focused = document.activeElement;
    const within = this.list.contains(focused);
    [...this.list.children]
      .filter((child) => !wanted.includes(child as HTMLLIElement))
      .forEach((child) => {
        child.remove();
      });
    wanted.forEach((item, index) => {
      const there = this.list.children[index];
      if (there !== item) {
        this.list.insertBefore(item, there ?? null);
      }
    });
    if (within && focused instanceof HTMLElement && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
    }
    this.tellNone(wanted.length);
  }

  private tellNone(shown: number): void {
    const none = required("#tower-none");
    none.hidden = shown > 0;
    none.textContent =
      this.rows.length === 0
        ? "Nobody has joined yet. Show the code, and they appear here."
        : "No learner matches the filter.";
  }

  private look(look: string): void {
    this.list.dataset["look"] = look;
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-look]")) {
      button.setAttribute("aria-pressed", String(button.dataset["look"] === look));
    }
    try {
      localStorage.setItem(LOOK, look);
    } catch {
      // Storage is off: the choice holds as long as the page.
    }
  }
}

function kept(): string {
  try {
    return localStorage.getItem(LOOK) === "rows" ? "rows" : "cards";
  } catch {
    return "cards";
  }
}
