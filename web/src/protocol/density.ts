/** GET /api/workspaces/ID/evidence/density: races and growing numbers of containers. */
export interface DensityView {
  /** ISO 8601. */
  readonly at: string;
  readonly budget: DensityBudget;
  /** race, growth, or empty when nothing goes on. */
  readonly running: string;
  /** The one that goes on, else the latest. */
  readonly race: Race | null;
  readonly growth: Growth | null;
}

/** How far a learner may go here. */
export interface DensityBudget {
  /** Of the machine that there are many of. */
  readonly title: string;
  readonly image: string;
  /** Of the VM it is compared with; empty without one. */
  readonly vmTitle: string;
  readonly containers: number;
  readonly race: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly floorBytes: number;
}

export type RunState = "preparing" | "running" | "removing" | "done" | "stopped" | "failed";

export interface Race {
  readonly state: RunState;
  /** What goes on or why it failed; may be empty. */
  readonly message: string;
  /** Since the first request to start. */
  readonly millis: number | null;
  /** What drives the VM's processor; empty without a VM. */
  readonly accelerator: string;
  readonly how: string;
  readonly lanes: readonly Lane[];
}

/** One that starts. Times are since the first request to start. */
export interface Lane {
  readonly name: string;
  readonly kind: string;
  readonly startMillis: number | null;
  readonly readyMillis: number | null;
  readonly note: string;
}

export interface Growth {
  readonly state: RunState;
  readonly message: string;
  /** count, memory, host, disk, time, engine or stopped; empty as long as it grows. */
  readonly endedBy: string;
  readonly most: number;
  /** How many there are to be next. */
  readonly target: number;
  /** Made and not removed. */
  readonly running: number;
  readonly points: readonly GrowthPoint[];
  readonly vm: OneVm | null;
  /** Why there is no VM to compare with; may be empty. */
  readonly vmNote: string;
  readonly availableBefore: number | null;
  readonly availableAfter: number | null;
  readonly bill: Bill | null;
  readonly how: Readonly<Record<"memory" | "shims" | "host" | "disk" | "vms", string>>;
}

/** So many containers, measured; in bytes. */
export interface GrowthPoint {
  readonly containers: number;
  readonly at: string;
  readonly millis: number;
  readonly memoryBytes: number;
  readonly shimBytes: number | null;
  readonly availableBytes: number | null;
  readonly imageBytes: number;
  readonly layerBytes: number;
}

export interface OneVm {
  readonly at: string;
  readonly memoryBytes: number;
  readonly shimBytes: number | null;
  readonly diskBytes: number | null;
}

/** What it came to; in bytes. */
export interface Bill {
  readonly containers: number;
  readonly memoryBytes: number;
  readonly oneMoreBytes: number;
  readonly diskBytes: number;
  readonly vmMemoryBytes: number | null;
  readonly vmDiskBytes: number | null;
  readonly memoryFactor: number | null;
  readonly diskFactor: number | null;
  readonly fitContainers: number | null;
  readonly fitVms: number | null;
  readonly roomBytes: number | null;
}
