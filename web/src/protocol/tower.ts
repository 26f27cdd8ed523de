import type { Workshop } from "./workshop";
import type { Machine, WorkspaceState } from "./workspace";

export interface TowerLearner {
  readonly id: string;
  readonly name: string;
  /** Whether a page of theirs is open. */
  readonly present: boolean;
  readonly joined: string;
  /** Empty before the first. */
  readonly lab: string;
  /** That they look at; 0 before the first. */
  readonly step: number;
  /** Steps of each lab. */
  readonly passed: Readonly<Record<string, readonly number[]>>;
  /** Of the check of that step, while it has not passed. */
  readonly failures: number;
  readonly hints: number;
  readonly lastFailure: string;
  readonly stepSince: string;
  readonly active: string;
  readonly hand: string | null;
  /** Sentences. */
  readonly stuck: readonly string[];
  readonly workspace: TowerWorkspace | null;
}

export interface TowerWorkspace {
  readonly state: WorkspaceState;
  /** In the queue, from 1; 0 outside of it. */
  readonly place: number;
  readonly expires: string;
  readonly extendable: boolean;
  readonly machines: readonly Machine[];
}

/** A class at one moment. */
export interface Tower {
  readonly workshop: Workshop;
  /** By the server's clock, as all other times. */
  readonly now: string;
  readonly medianPassed: number;
  readonly learners: readonly TowerLearner[];
}

export interface TowerStep {
  readonly number: number;
  readonly title: string;
  /** Whether there is something to do that is checked. */
  readonly check: boolean;
}

export interface TowerLab {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly TowerStep[];
}

/** What is new on a terminal. */
export interface ScreenNews {
  /** To ask from the next time. */
  readonly position: string;
  /** Base64. */
  readonly bytes: string;
  /** Whether a screen begins anew with them. */
  readonly reset: boolean;
  readonly cols: number;
  readonly rows: number;
}

export interface LabWarmth {
  readonly labId: string;
  readonly wanted: number;
  readonly ready: number;
  readonly starting: number;
  readonly failed: number;
  readonly lastReason: string | null;
}
