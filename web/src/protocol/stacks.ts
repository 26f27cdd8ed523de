/**
 * GET /api/workspaces/ID/evidence/stacks: what each machine stands on, down to the hardware, as it
 * is on this host.
 */
export interface StackView {
  /** ISO 8601. */
  readonly measuredAt: string;
  /** Every block once, the lower ones before those that stand on them. */
  readonly layers: readonly StackLayer[];
  readonly machines: readonly MachineStack[];
}

export interface StackLayer {
  /** The same in every stack that stands on this very block. */
  readonly id: string;
  /** hardware, machine, kernel, engine, container, hypervisor or program. */
  readonly kind: string;
  readonly title: string;
  /** The figure that tells it from others; null when it is not known. */
  readonly summary: string | null;
  /** What it does there. */
  readonly meaning: string;
  readonly readings: readonly Reading[];
}

/** One figure, and where it was read. */
export interface Reading {
  readonly label: string;
  /** Null when it is not known; the note says why. */
  readonly value: string | null;
  /** The file or the engine's answer that it was read from. */
  readonly source: string;
  /** Why it is not known, or what it means here; may be empty. */
  readonly note: string;
}

export interface MachineStack {
  readonly name: string;
  readonly title: string;
  /** container or vm. */
  readonly kind: string;
  /** Identifiers of layers, the lowest first. */
  readonly layers: readonly string[];
  /** The layer that is this machine's kernel; empty when there is no telling. */
  readonly kernel: string;
  /** How that was found out, or why there is nothing to see. */
  readonly note: string;
}
