/** Facts measured on this host, one column per machine or host, one row per fact. */
export interface Evidence {
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly columns: readonly EvidenceColumn[];
  readonly rows: readonly EvidenceRow[];
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

/** A process of a machine as the host sees it. */
export interface HostProcess {
  readonly machine: string;
  readonly hostPid: number;
  readonly parentPid: number;
  readonly user: string;
  readonly memory: string | number;
  readonly command: string;
}
