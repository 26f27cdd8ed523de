import type { Load } from "../protocol/evidence";

/** A figure of a machine and when it was read, in milliseconds. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Five minutes, at a measurement every five seconds. */
const KEPT = 60;

/** What the machines used since somebody looks. */
export class LoadHistory {
  private readonly loads = new Map<string, Load[]>();

  /** A machine that started anew begins anew; the same reading again adds nothing. */
  add(loads: readonly Load[]): void {
    for (const load of loads) {
      const known = this.loads.get(load.machine) ?? [];
      const last = known.at(-1);
      if (last !== undefined && load.cpuNanos < last.cpuNanos) {
        this.loads.set(load.machine, [load]);
      } else if (last?.readAt !== load.readAt) {
        this.loads.set(load.machine, [...known, load].slice(-KEPT));
      }
    }
  }

  /** Bytes. */
  memory(machine: string): readonly Point[] {
    return this.of(machine).map((load) => ({ at: time(load), value: load.memoryBytes }));
  }

  /** Per cent of one processor, between one reading and the next. */
  processor(machine: string): readonly Point[] {
    return this.of(machine)
      .slice(1)
      .map((load, before) => ({
        at: time(load),
        value: busy(this.of(machine)[before] ?? load, load),
      }));
  }

  private of(machine: string): readonly Load[] {
    return this.loads.get(machine) ?? [];
  }
}

function time(load: Load): number {
  return Date.parse(load.readAt);
}

function busy(before: Load, after: Load): number {
  const nanos = (time(after) - time(before)) * 1e6;
  return nanos <= 0 ? 0 : ((after.cpuNanos - before.cpuNanos) / nanos) * 100;
}
