import { element, required } from "../dom";
import { set } from "./tower-card";
import type { Row } from "./tower-model";

/** What an instructor does with a raised hand. */
export interface QueueActions {
  /** Goes there: the hand goes down, the learner's terminals come up. */
  attend(learner: string): void;
}

/** Raised hands, who has waited longest on top. */
export class TowerQueue {
  private readonly place = required("#tower-queue");
  private readonly list = required("ol", this.place);
  private readonly items = new Map<string, HTMLLIElement>();
  private readonly news = required("#tower-news");
  private first = true;

  constructor(private readonly actions: QueueActions) {}

  show(waiting: readonly Row[]): void {
    const ids = new Set(waiting.map((row) => row.id));
    for (const [id, item] of this.items) {
      if (!ids.has(id)) {
        item.remove();
        this.items.delete(id);
      }
    }
    const arrived = waiting.filter((row) => !this.items.has(row.id));
    for (const row of waiting) {
      const item = this.items.get(row.id) ?? this.make(row);
      set(required(".queue-wait", item), row.handFor);
      set(required(".queue-where", item), row.where);
    }
    waiting.forEach((row, index) => {
      const item = this.items.get(row.id);
      if (item !== undefined && this.list.children[index] !== item) {
        this.list.insertBefore(item, this.list.children[index] ?? null);
      }
    });
    required(".queue-none", this.place).hidden = waiting.length > 0;
    this.place.dataset["waiting"] = String(waiting.length);
    this.tell(arrived);
  }

  /** Aloud only what is new: who was waiting when the page came is on it. */
  private tell(arrived: readonly Row[]): void {
    if (!this.first && arrived.length > 0) {
      const names = arrived.map((row) => row.name).join(", ");
      this.news.textContent = `${names} ${arrived.length === 1 ? "raises a hand" : "raise their hands"}.`;
    }
    this.first = false;
  }

  private make(row: Row): HTMLLIElement {
    const button = element(
      "button",
      { type: "button", class: "button small", "aria-label": `I am there: ${row.name}` },
      "I am there",
    );
    button.addEventListener("click", () => {
      this.actions.attend(row.id);
    });
    const item = element(
      "li",
      { "data-learner": row.id },
      element(
        "div",
        { class: "queue-text" },
        element("strong", { class: "queue-name" }, row.name),
        element("span", { class: "queue-wait" }),
        element("span", { class: "queue-where" }),
      ),
      button,
    );
    this.items.set(row.id, item);
    return item;
  }
}
