/** How a rehearsal goes or went: GET /api/workshops/ID/rehearsal. Milliseconds and bytes. */
export interface Rehearsal {
  readonly phase: "JOINING" | "PLAYING" | "LEAVING" | "OVER";
  readonly end: string;
  readonly started: string;
  readonly ended: string | null;
  readonly learners: number;
  readonly joined: number;
  readonly through: number;
  readonly stepsPassed: number;
  readonly stepsFailed: number;
  readonly ready: RehearsalTimes;
  readonly echo: RehearsalTimes;
  readonly failures: readonly RehearsalFailure[];
  readonly labs: readonly RehearsedLab[];
  readonly host: HostUse;
  readonly scarce: readonly Scarce[];
  readonly left: string;
}

export interface RehearsalTimes {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
}

export interface RehearsalFailure {
  readonly robot: string;
  readonly lab: string;
  /** 0 when the whole lab could not be played. */
  readonly step: number;
  readonly reason: string;
}

export interface RehearsedLab {
  readonly lab: string;
  readonly through: number;
  readonly took: RehearsalTimes;
}

export interface HostUse {
  readonly known: boolean;
  readonly memory: number;
  readonly memoryBefore: number;
  readonly memoryPeak: number;
  readonly containersBefore: number;
  readonly containersPeak: number;
  readonly cpus: number;
  readonly cpuBefore: number;
  readonly cpuMean: number;
  readonly cpuPeak: number;
  readonly loadPeak: number;
  readonly diskPath: string;
  readonly diskFree: number;
  readonly diskUsed: number;
}

export interface Scarce {
  readonly resource: "cpu" | "memory" | "disk" | "places";
  /** For about how many learners it is enough. */
  readonly learners: number;
  readonly text: string;
}
