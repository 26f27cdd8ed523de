import type { Tower, TowerLab, TowerLearner, TowerStep } from "../protocol/tower";

export type Sorting = "need" | "name" | "progress";

/** One learner in words and figures, as the page shows them. All texts are final. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly present: boolean;
  /** Where they are; empty before the first lab. */
  readonly where: string;
  readonly lab: string;
  readonly step: number;
  /** Tasks passed and there, of the lab they work in. */
  readonly passed: number;
  readonly tasks: number;
  /** Tasks passed in all labs. */
  readonly passedInAll: number;
  readonly onStep: string;
  readonly idle: string;
  readonly failures: number;
  /** The one thing to know about them now. */
  readonly status: string;
  readonly tone: "hand" | "stuck" | "wait" | "quiet" | "work";
  readonly stuck: readonly string[];
  /** For how long the hand is up; empty while it is down. */
  readonly handFor: string;
  readonly handSince: number;
  /** That print now, the first machine's first. */
  readonly terminals: readonly string[];
}

export interface Counts {
  readonly joined: number;
  readonly present: number;
  readonly working: number;
  readonly stuck: number;
  readonly hands: number;
}

export interface StepProgress {
  readonly step: TowerStep;
  readonly passed: number;
  /** Who looks at it now. */
  readonly here: number;
}

export interface LabProgress {
  readonly lab: TowerLab;
  /** Who has begun it. */
  readonly begun: number;
  readonly steps: readonly StepProgress[];
}

/** How long ago, by the server's clock; coarse, so that a page of forty stays calm. */
export function age(since: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
  if (!(minutes >= 1)) {
    return "<1 min";
  }
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function rowsOf(tower: Tower, labs: readonly TowerLab[]): Row[] {
  return tower.learners.map((learner) => rowOf(learner, tower.now, labs));
}

function rowOf(learner: TowerLearner, now: string, labs: readonly TowerLab[]): Row {
  const lab = labs.find((one) => one.id === learner.lab);
  const step = lab?.steps.find((one) => one.number === learner.step);
  const row = {
    id: learner.id,
    name: learner.name,
    present: learner.present,
    lab: learner.lab,
    step: learner.step,
    where: whereOf(lab, step, labs.length > 1),
    passed: learner.passed[learner.lab]?.length ?? 0,
    tasks: lab?.steps.filter((one) => one.check).length ?? 0,
    passedInAll: Object.values(learner.passed).reduce((sum, steps) => sum + steps.length, 0),
    onStep: age(learner.stepSince, now),
    idle: age(learner.active, now),
    failures: learner.failures,
    stuck: learner.stuck,
    handFor: learner.hand === null ? "" : age(learner.hand, now),
    handSince: learner.hand === null ? Infinity : Date.parse(learner.hand),
    terminals: terminalsOf(learner),
  };
  return { ...row, ...statusOf(learner, row) };
}

function whereOf(lab: TowerLab | undefined, step: TowerStep | undefined, several: boolean): string {
  if (lab === undefined) {
    return "";
  }
  const place = step === undefined ? "" : `${step.number}. ${step.title}`;
  return several ? [lab.title, place].filter((part) => part !== "").join(" · ") : place;
}

function terminalsOf({ workspace }: TowerLearner): string[] {
  return workspace !== null && ["starting", "ready"].includes(workspace.state)
    ? workspace.machines.map((machine) => machine.terminal)
    : [];
}

/** The most urgent first: who waits for a hand, who is stuck, what their lab waits for. */
function statusOf(
  learner: TowerLearner,
  row: { handFor: string; onStep: string; idle: string },
): Pick<Row, "status" | "tone"> {
  if (learner.hand !== null) {
    return { status: `Hand up for ${row.handFor}`, tone: "hand" };
  }
  const [reason] = learner.stuck;
  if (reason !== undefined) {
    return { status: reason, tone: "stuck" };
  }
  if (learner.lab === "") {
    return { status: "Has not started a lab", tone: "quiet" };
  }
  const waits = waiting(learner);
  if (waits !== "") {
    return { status: waits, tone: "wait" };
  }
  if (!working(learner)) {
    return { status: "The lab has ended", tone: "quiet" };
  }
  return { status: `On step ${row.onStep}, idle ${row.idle}`, tone: "work" };
}

function waiting({ workspace }: TowerLearner): string {
  switch (workspace?.state) {
    case "queued":
      return `Waits for room, place ${workspace.place}`;
    case "starting":
      return "The lab is starting";
    case "failed":
      return "The lab did not start";
    case "ready":
    case "closing":
    case "closed":
    case undefined:
      return "";
  }
}

function working({ workspace }: TowerLearner): boolean {
  return workspace !== null && ["queued", "starting", "ready"].includes(workspace.state);
}

export function countsOf(tower: Tower): Counts {
  const count = (which: (learner: TowerLearner) => boolean): number =>
    tower.learners.filter(which).length;
  return {
    joined: tower.learners.length,
    present: count((one) => one.present),
    working: count(working),
    stuck: count((one) => one.stuck.length > 0),
    hands: count((one) => one.hand !== null),
  };
}

/** Raised hands, who has waited longest first. */
export function queueOf(rows: readonly Row[]): Row[] {
  return rows
    .filter((row) => row.handFor !== "")
    .sort((one, other) => one.handSince - other.handSince);
}

/** Those whose name, place or state has all the words, in the order asked for. */
export function arranged(rows: readonly Row[], sorting: Sorting, filter: string): Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row: Row): boolean => {
    const text = [row.name, row.where, row.status, ...row.stuck].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const byName = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  return rows
    .filter(matches)
    .sort(
      (one, other) =>
        rank(one, sorting) - rank(other, sorting) ||
        (sorting === "need" ? waits(one, other) : 0) ||
        byName.compare(one.name, other.name),
    );
}

/** Nobody without a raised hand waits longer than another. */
function waits(one: Row, other: Row): number {
  return one.handSince === other.handSince ? 0 : one.handSince - other.handSince;
}

function rank(row: Row, sorting: Sorting): number {
  switch (sorting) {
    case "need":
      return ["hand", "stuck", "wait", "work", "quiet"].indexOf(row.tone);
    case "progress":
      return row.passedInAll;
    case "name":
      return 0;
  }
}

/** For each lab, how far the class is. */
export function progressOf(tower: Tower, labs: readonly TowerLab[]): LabProgress[] {
  return labs.map((lab) => {
    const begun = tower.learners.filter(
      (one) => one.lab === lab.id || (one.passed[lab.id]?.length ?? 0) > 0,
    );
    const steps = lab.steps.map((step) => ({
      step,
      passed: begun.filter((one) => one.passed[lab.id]?.includes(step.number) === true).length,
      here: begun.filter((one) => one.lab === lab.id && one.step === step.number).length,
    }));
    return { lab, begun: begun.length, steps };
  });
}
