/** Facts measured on this host, one column per machine or host, one row per fact. */
export interface Evidence {
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly columns: readonly EvidenceColumn[];
  readonly rows: readonly EvidenceRow[];
  /** Of the machines that run. */
  readonly loads: readonly Load[];
  readonly hostProcesses?: readonly HostProcess[] | null;
}

export interface EvidenceColumn {
  readonly name: string;
  readonly title: string;
  /** host, container or vm. */
  readonly kind: string;
}

export interface EvidenceRow {
  readonly label: string;
  /** How it was measured. */
  readonly how: string;
  /** In the order of the columns. */
  readonly cells: readonly { readonly text: string; readonly note?: string | null }[];
}

/** What a machine uses at one moment. */
export interface Load {
  /** As the column's name. */
  readonly machine: string;
  /** ISO 8601, by the engine's clock. */
  readonly readAt: string;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  /** Since the machine's start. */
  readonly cpuNanos: number;
}

/** A process of a machine as the host sees it. */
export interface HostProcess {
  readonly machine: string;
  readonly hostPid: number;
  /** Null where it cannot be told, and for what runs a VM. */
  readonly insidePid: number | null;
  readonly parentPid: number;
  readonly user: string;
  readonly memory: string | number;
  readonly command: string;
}
