import { element, icon, required } from "../dom";
import type { Row } from "./tower-model";

/** One learner among all: a card with a picture, or a line of a list. Changes what changed. */
export class TowerCard {
  readonly element = element("li", { class: "tower-card" });
  readonly canvas = element("canvas", { class: "tower-picture", "aria-hidden": "true" });
  private readonly name = element("a", { class: "tower-name" });
  private readonly presence = element("span", { class: "visually-hidden" });
  private readonly hand = element("span", { class: "tower-hand" }, icon("hand"));
  private readonly where = element("span", { class: "tower-where" });
  private readonly bar = element("progress", { "aria-hidden": "true" });
  private readonly passed = element("span", { class: "tower-passed" });
  private readonly status = element("p", { class: "tower-status" });
  private readonly facts = element("span", { class: "tower-facts" });
  private drawn = "";

  constructor(id: string) {
    this.element.dataset["learner"] = id;
    this.name.href = `#learner-${id}`;
    this.hand.append(element("span", { class: "visually-hidden" }, "hand up"));
    this.element.append(
      element(
        "div",
        { class: "tower-card-head" },
        element("span", { class: "dot" }),
        this.name,
        this.presence,
        this.hand,
        this.passed,
      ),
      element("div", { class: "tower-card-place" }, this.where, this.bar),
      this.canvas,
      element("div", { class: "tower-card-foot" }, this.status, this.facts),
    );
  }

  show(row: Row): void {
    const drawn = JSON.stringify(row);
    if (drawn === this.drawn) {
      return;
    }
    this.drawn = drawn;
    this.element.dataset["tone"] = row.tone;
    set(this.name, row.name);
    set(this.presence, row.present ? ", present" : ", not here");
    required(".dot", this.element).classList.toggle("dot-good", row.present);
    this.hand.hidden = row.handFor === "";
    set(this.where, row.where);
    this.bar.max = Math.max(1, row.tasks);
    this.bar.value = row.passed;
    set(this.passed, row.lab === "" ? "" : `${row.passed} of ${row.tasks}`);
    this.passed.title = "Tasks passed of this lab";
    const more = row.stuck.length - 1;
    set(
      this.status,
      row.tone === "stuck" && more > 0 ? `${row.status} And ${more} more.` : row.status,
    );
    this.status.title = row.stuck.join("\n");
    set(this.facts, factsOf(row));
  }
}

function factsOf(row: Row): string {
  if (row.lab === "") {
    return "";
  }
  const failed = row.failures === 0 ? [] : [`${row.failures} failed`];
  const times = row.tone === "work" ? [] : [`on step ${row.onStep}`, `idle ${row.idle}`];
  return [...times, ...failed].join(" · ");
}

/** Text that stays as it is makes no work for the browser and no news for a screen reader. */
export function set(place: HTMLElement, text: string): void {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
