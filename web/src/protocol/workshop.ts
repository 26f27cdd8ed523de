import type { Place } from "./class";

/** A workshop as its instructor sees it. */
export interface Workshop {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly labs: readonly string[];
  readonly starts: string;
  readonly ends: string;
  readonly seats: number;
  /** Of each lab at first. */
  readonly minutes: number;
  readonly recorded: boolean;
  readonly state: "prepared" | "open" | "ended";
  readonly pausedSince: string | null;
  readonly place: Place | null;
  /** A terminal. */
  readonly broadcast: string | null;
  /** Whether its seats are held free now. */
  readonly held: boolean;
  /** Why they are not, where they should be. */
  readonly problem: string | null;
}

/** What an instructor decides about a workshop. */
export interface Plan {
  readonly title: string;
  readonly labs: readonly string[];
  readonly starts: string;
  readonly ends: string;
  readonly seats: number;
  readonly minutes: number;
  readonly recorded: boolean;
}

/** Whether seats fit. */
export interface Fit {
  readonly fits: boolean;
  /** Seats of other workshops at that time, which are counted as taken. */
  readonly promised: number;
  readonly needs: readonly Need[];
}

export interface Need {
  readonly resource: string;
  readonly wanted: number;
  readonly available: number;
  readonly refuses: boolean;
  readonly text: string;
}

export interface LabChoice {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}
