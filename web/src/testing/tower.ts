import type { Tower, TowerLab, TowerLearner, TowerWorkspace } from "../protocol/tower";

export const NOW = "2026-03-01T10:00:00Z";

/** So many seconds before now. */
export function before(seconds: number): string {
  return new Date(Date.parse(NOW) - seconds * 1000).toISOString();
}

export const LABS: readonly TowerLab[] = [
  {
    id: "box",
    title: "Box",
    steps: [
      { number: 1, title: "Look", check: true },
      { number: 2, title: "Break", check: false },
      { number: 3, title: "Mend", check: true },
    ],
  },
  { id: "other", title: "Other", steps: [{ number: 1, title: "Only", check: true }] },
];

type Learner = Omit<Partial<TowerLearner>, "workspace"> & {
  readonly workspace?: Partial<TowerWorkspace> | null;
};

/** A learner who works at step 2 of the box, unless said otherwise. */
export function learner(name: string, different: Learner): TowerLearner {
  const { workspace, ...others } = different;
  return {
    id: `id-${name}`,
    name,
    present: true,
    joined: before(600),
    lab: "box",
    step: 2,
    passed: {},
    failures: 0,
    hints: 0,
    lastFailure: "",
    stepSince: before(30),
    active: before(10),
    hand: null,
    stuck: [],
    workspace:
      workspace === null
        ? null
        : {
            state: "ready",
            place: 0,
            expires: before(-3600),
            extendable: true,
            machines: [
              {
                name: "box",
                title: "The box",
                kind: "container",
                image: "busybox",
                state: "ready",
                terminal: `t-${name}`,
              },
            ],
            ...workspace,
          },
    ...others,
  };
}

/** An open class of these. */
export function tower(...learners: TowerLearner[]): Tower {
  return {
    workshop: {
      id: "ws",
      title: "Containers",
      code: "ABC-DEF",
      labs: LABS.map((lab) => lab.id),
      starts: before(3600),
      ends: before(-3600),
      seats: 40,
      minutes: 90,
      recorded: false,
      state: "open",
      pausedSince: null,
      place: null,
      broadcast: null,
      held: true,
      problem: null,
    },
    now: NOW,
    medianPassed: 1,
    learners,
  };
}
