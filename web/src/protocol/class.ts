/** A workshop as one of its learners sees it. */
export interface ClassView {
  readonly id: string;
  readonly title: string;
  readonly state: "prepared" | "open" | "ended";
  readonly paused: boolean;
  readonly starts: string;
  /** The learner's own. */
  readonly name: string;
  /** Since when the learner waits for the instructor. */
  readonly hand: string | null;
  readonly labs: readonly ClassLab[];
  /** Where everybody was last asked to go. */
  readonly place: Place | null;
  /** The instructor's terminal, while everybody sees it. */
  readonly broadcast: string | null;
  readonly messages: readonly ClassMessage[];
}

export interface ClassLab {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly passed: number;
  readonly tasks: number;
  /** The learner's, while it goes on. */
  readonly workspace: string | null;
  readonly workspaceState: string | null;
}

export interface Place {
  readonly lab: string;
  readonly step: number;
}

export interface ClassMessage {
  /** Ascending. */
  readonly id: number;
  readonly when: string;
  /** For a terminal, to be clicked. */
  readonly command: boolean;
  /** To this learner only. */
  readonly personal: boolean;
  readonly text: string;
}
