import { required } from "../dom";
import type { Tower } from "../protocol/tower";
import { inWords } from "./duration";
import { set } from "./tower-card";
import type { Counts } from "./tower-model";

/** The head of the tower: how the class stands, and what can be done with it now. */
export class TowerHead {
  private readonly head = required("#tower-head");

  show(tower: Tower, counts: Counts): void {
    const { workshop } = tower;
    const paused = workshop.pausedSince !== null;
    const state = paused && workshop.state === "open" ? "paused" : workshop.state;
    this.head.dataset["state"] = state;
    set(required("#tower-state"), words(state));
    set(required("#tower-code"), workshop.code);
    for (const [name, count] of Object.entries(counts)) {
      const place = required(`[data-count="${name}"]`);
      set(place, String(count));
      place.parentElement?.classList.toggle("some", Number(count) > 0);
    }
    this.seats(tower);
    set(required("#tower-clock"), clock(tower));
    const shown = workshop.broadcast !== null;
    const open = workshop.state === "open";
    this.buttons({
      open: workshop.state === "prepared",
      pause: open && !paused,
      resume: open && paused,
      message: open,
      command: open,
      move: open,
      time: open,
      show: open && !shown,
      "stop-show": open && shown,
      warm: workshop.state !== "ended",
      end: open,
    });
  }

  private seats({ workshop }: Tower): void {
    const place = required("#tower-seats");
    const problem = workshop.state === "ended" ? null : workshop.problem;
    place.dataset["problem"] = String(problem !== null);
    const held = workshop.held ? `${workshop.seats} seats held free` : `${workshop.seats} seats`;
    set(place, problem === null ? held : `Seats are not held: ${problem}`);
  }

  private buttons(there: Readonly<Record<string, boolean>>): void {
    for (const [name, shown] of Object.entries(there)) {
      required(`[data-do="${name}"]`).hidden = !shown;
    }
  }
}

function words(state: string): string {
  switch (state) {
    case "prepared":
      return "Prepared";
    case "open":
      return "Open";
    case "paused":
      return "Paused";
    default:
      return "Ended";
  }
}

function clock({ workshop, now }: Tower): string {
  const at = Date.parse(now);
  const time = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (workshop.state === "ended") {
    return time;
  }
  const begins = Date.parse(workshop.starts) - at;
  if (workshop.state === "prepared" && begins > 60_000) {
    return `${time} · begins in ${inWords(begins)}`;
  }
  const left = Date.parse(workshop.ends) - at;
  return left > 0 ? `${time} · ${inWords(left)} left` : `${time} · over time`;
}
