/** A terminal's size in character cells. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** What the server takes; larger requests would be refused. */
export const LARGEST: TerminalSize = { cols: 500, rows: 200 };

/** Before a server has said anything: what a VT100 had. */
export const USUAL: TerminalSize = { cols: 80, rows: 24 };

export function bounded(size: TerminalSize): TerminalSize {
  return { cols: within(size.cols, LARGEST.cols), rows: within(size.rows, LARGEST.rows) };
}

export function sameSize(one: TerminalSize, other: TerminalSize): boolean {
  return one.cols === other.cols && one.rows === other.rows;
}

function within(value: number, largest: number): number {
  return Math.min(largest, Math.max(1, Math.floor(value)));
}
