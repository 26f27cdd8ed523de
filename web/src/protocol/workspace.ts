import type { MachineChange } from "./choices";

/** Where a workspace is in its life. */
export type WorkspaceState = "queued" | "starting" | "ready" | "failed" | "closing" | "closed";

/** Where a machine is in its life. */
export type MachineState = "waiting" | "starting" | "ready" | "exited" | "failed";

export type MachineKind = "container" | "vm";

/** A machine of a workspace, as the API tells it. */
export interface Machine {
  readonly name: string;
  readonly title: string;
  readonly kind: MachineKind;
  readonly image: string;
  readonly state: MachineState;
  /** What it waits for, how it ended or why it failed; may be empty. */
  readonly message?: string | null;
  /** Its first terminal. */
  readonly terminal: string;
  /** Further terminals, oldest first. */
  readonly terminals?: readonly string[] | null;
  /** Of a VM: kvm or tcg. */
  readonly accelerator?: string | null;
  /** From the request to start until its prompt stood on the TTY. */
  readonly promptMillis?: number | null;
  /** Limit of a container, RAM of a VM. */
  readonly memoryBytes?: number;
  readonly cpus?: number;
  /** Whether its learner may choose what it is made with. */
  readonly changeable?: boolean;
  readonly change?: MachineChange | null;
}

/** A workspace, as the API tells it. Times are ISO 8601. */
export interface Workspace {
  readonly id: string;
  readonly lab: string;
  readonly state: WorkspaceState;
  readonly machines: readonly Machine[];
  /** In the queue, from 1. */
  readonly place?: number | null;
  /** Why it ended. */
  readonly reason?: string | null;
  readonly message?: string | null;
  readonly created?: string | null;
  readonly expires?: string | null;
  readonly idleAt?: string | null;
  readonly extendable?: boolean | null;
  /** Steps whose check has passed. */
  readonly passed?: readonly number[] | null;
  /** Question → whether the latest answer was right. */
  readonly answers?: Readonly<Record<string, boolean>> | null;
  /** Those that were made, by their id. */
  readonly predictions?: Readonly<Record<string, PredictionOutcome>> | null;
  /** Whether what its terminals print is kept. */
  readonly recorded?: boolean | null;
  /** Whether its time stands still, because its instructor says so. */
  readonly paused?: boolean | null;
}

export interface CheckOutcome {
  readonly passed: boolean;
  readonly hint?: string | null;
  readonly output?: string | null;
}

export interface AnswerOutcome {
  readonly right: boolean;
  /** Safe HTML. */
  readonly explanation?: string | null;
}

/** A guess with the figure beside it. */
export interface PredictionOutcome {
  readonly guess: string;
  /** Any text: learners are root where it was measured. Empty as long as a run has to come first. */
  readonly measured: string;
  /** Safe HTML. */
  readonly explanation?: string | null;
}

/** Whether nothing more can happen to it. */
export function ended(workspace: Workspace): boolean {
  return workspace.state === "closed" || workspace.state === "failed";
}

/** All terminals of a machine, the first one first. */
export function terminalsOf(machine: Machine): string[] {
  return [machine.terminal, ...(machine.terminals ?? [])];
}
