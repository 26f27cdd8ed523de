/** GET /api/workspaces/ID/machines/MACHINE/ports. */
export interface ListeningPorts {
  /** Ascending. */
  readonly ports: readonly number[];
}

/** POST to the same address with a port's number behind it. */
export interface OpenedPort {
  /** Works once, and for a minute. */
  readonly url: string;
}
