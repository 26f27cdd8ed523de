/** What a workshop's learners did, as its instructor reads it. */
export interface Results {
  readonly id: string;
  readonly title: string;
  readonly state: "prepared" | "open" | "ended";
  readonly ended: string | null;
  /** When the server deletes it by itself. */
  readonly deleted: string | null;
  readonly labs: readonly LabPlan[];
  readonly learners: readonly LearnerResult[];
}

export interface LabPlan {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly StepPlan[];
}

export interface StepPlan {
  readonly number: number;
  readonly title: string;
  readonly task: boolean;
  readonly questions: number;
  readonly predictions: readonly PredictionPlan[];
}

export interface PredictionPlan {
  readonly id: string;
  /** HTML, made safe by the server. */
  readonly question: string;
  readonly unit: string;
}

export interface LearnerResult {
  readonly id: string;
  readonly name: string;
  readonly joined: string;
  readonly minutes: number;
  readonly labs: readonly LabResult[];
}

export interface LabResult {
  readonly lab: string;
  readonly minutes: number;
  readonly steps: readonly StepResult[];
}

export interface StepResult {
  readonly step: number;
  readonly passed: string | null;
  readonly minutesToPass: number | null;
  readonly minutesOnStep: number;
  readonly failed: number;
  readonly rightAtLast: number;
  readonly answered: number;
}

export interface Recorded {
  readonly learner: string;
  readonly recording: { readonly id: string; readonly title: string; readonly started: string };
}
