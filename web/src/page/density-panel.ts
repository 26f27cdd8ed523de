import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { DensityBudget, DensityView, Growth, Race } from "../protocol/density";
import { messageOf } from "./api";
import { bytes } from "./bytes";
import { growthBill, growthTable } from "./growth-bill";
import { crowdSquares, growthChart } from "./growth-drawing";
import { raceLanes, seconds } from "./race-lanes";
import { RunCard } from "./run-card";
import { growthSentence, over, raceSentence } from "./run-sentences";

/** How often to look while a run goes on: looking costs the engine nothing. */
const LOOK_MILLIS = 500;

export interface DensityCalls {
  look(): Promise<DensityView>;
  race(containers: number): Promise<DensityView>;
  grow(containers: number): Promise<DensityView>;
  stop(): Promise<DensityView>;
}

/** The panel of races and growing numbers of containers. */
export class DensityPanel implements Disposable {
  private readonly held = new Disposables();
  private readonly race: RunCard;
  private readonly growth: RunCard;
  private readonly drawings = element("div", { class: "growth-drawings" });
  private readonly bill = element("div", { class: "growth-bill" });
  private readonly table = element("div", {
    class: "table-scroll",
    role: "region",
    "aria-label": "All measurements",
    tabindex: "0",
  });
  private readonly hows = element("div");
  private readonly details: HTMLDetailsElement;
  private running = "";
  private looking = false;
  private raceDrawn = "";
  private growthDrawn = "";

  constructor(
    private readonly panel: HTMLElement,
    private readonly calls: DensityCalls,
  ) {
    this.details = element(
      "details",
      { class: "growth-details", hidden: true },
      element("summary", {}, "All measurements as a table"),
      this.table,
      this.hows,
    );
    const stop = (): void => void this.act("", () => this.calls.stop());
    this.race = new RunCard(
      {
        title: "Race",
        lead: "New containers and a new VM start side by side. Who stands on its prompt first?",
        label: "Containers",
        start: "Start the race",
        how: "Real machines, made for the race and removed after it. From the request to start until the shell's prompt stands on the terminal.",
      },
      (containers) => void this.act("race", () => this.calls.race(containers)),
      stop,
    );
    this.growth = new RunCard(
      {
        title: "How many fit",
        lead: "More and more containers, measured at each number, against the line of as many VMs.",
        label: "Up to",
        start: "Grow",
        how: "Real containers, removed at the end. Memory: their cgroups, and the engine's process for each (containerd-shim). VMs: one is measured, the rest is calculated.",
      },
      (containers) => void this.act("growth", () => this.calls.grow(containers)),
      stop,
    );
    this.growth.results.append(this.drawings, this.bill, this.details);
    this.held.every(LOOK_MILLIS, () => {
      if (this.running !== "" && !this.panel.hidden && document.visibilityState === "visible") {
        void this.look();
      }
    });
  }

  dispose(): void {
    this.held.dispose();
  }

  /** Looks and draws. Returns when it was looked at. */
  async refresh(): Promise<string> {
    const view = await this.calls.look();
    this.show(view);
    return view.at;
  }

  private async look(): Promise<void> {
    if (this.looking) {
      return;
    }
    this.looking = true;
    try {
      this.show(await this.calls.look());
    } catch {
      // The drawer asks again, and says what is wrong.
    } finally {
      this.looking = false;
    }
  }

  private async act(kind: string, action: () => Promise<DensityView>): Promise<void> {
    try {
      this.show(await action());
    } catch (problem) {
      const card = kind === "growth" ? this.growth : this.race;
      card.say(messageOf(problem), "", "failed");
    }
  }

  private show(view: DensityView): void {
    if (this.panel.childElementCount === 0) {
      this.panel.append(
        element("div", { class: "density-view" }, this.race.body, this.growth.body),
      );
    }
    this.running = view.running;
    this.race.bounds(view.budget.race, 5);
    this.growth.bounds(view.budget.containers, view.budget.containers);
    this.race.going(view.running === "race", view.running === "growth");
    this.growth.going(view.running === "growth", view.running === "race");
    if (view.race !== null) {
      this.showRace(view.race, view.budget);
    }
    if (view.growth !== null) {
      this.showGrowth(view.growth, view.budget);
    }
  }

  private showRace(race: Race, budget: DensityBudget): void {
    const drawn = JSON.stringify(race);
    if (drawn === this.raceDrawn) {
      return;
    }
    this.raceDrawn = drawn;
    const ready = race.lanes.filter((lane) => lane.readyMillis !== null).length;
    const clock = race.millis === null ? "" : seconds(race.millis);
    const live =
      race.state === "running" ? `${clock} · ${ready} of ${race.lanes.length} ready` : "";
    this.race.say(raceSentence(race), live, race.state);
    const parts: HTMLElement[] = race.lanes.length === 0 ? [] : [raceLanes(race)];
    if (race.accelerator !== "") {
      const vm = `${budget.vmTitle} runs under ${race.accelerator}`;
      parts.push(element("p", { class: "bill-note" }, vm));
    }
    parts.push(element("p", { class: "bill-note" }, race.how));
    this.race.results.replaceChildren(...parts);
  }

  private showGrowth(growth: Growth, budget: DensityBudget): void {
    const drawn = JSON.stringify(growth);
    if (drawn === this.growthDrawn) {
      return;
    }
    this.growthDrawn = drawn;
    const last = growth.points.at(-1);
    const taken = last === undefined ? "" : ` · ${bytes(last.memoryBytes + (last.shimBytes ?? 0))}`;
    const live = over(growth) ? "" : `${growth.running} of ${growth.most}${taken}`;
    this.growth.say(growthSentence(growth, budget), live, growth.state);
    const vm = growth.vm;
    const memory = vm === null ? null : vm.memoryBytes + (vm.shimBytes ?? 0);
    this.drawings.replaceChildren(
      ...(over(growth) ? [] : [crowdSquares(growth)]),
      growthChart("Memory", growth, (one) => one.memoryBytes + (one.shimBytes ?? 0), memory),
      growthChart("Disk", growth, (one) => one.imageBytes + one.layerBytes, vm?.diskBytes ?? null),
    );
    this.bill.replaceChildren(...(growth.bill === null ? [] : growthBill(growth, growth.bill)));
    this.details.hidden = growth.points.length === 0;
    this.table.replaceChildren(growthTable(growth));
    this.hows.replaceChildren(...hows(growth));
  }
}

function hows(growth: Growth): HTMLElement[] {
  const names = {
    memory: "In cgroups",
    shims: "Shims",
    host: "Host available",
    disk: "Image and layers",
    vms: "As many VMs",
  } as const;
  return Object.entries(names).map(([key, name]) =>
    element(
      "p",
      { class: "bill-note" },
      element("b", {}, `${name}: `),
      growth.how[key as keyof typeof names],
    ),
  );
}
