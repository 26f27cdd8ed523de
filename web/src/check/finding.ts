/** "bad" is to be mended; "note" is worth knowing. */
export type Level = "good" | "note" | "bad";

/** What the owner of a network needs to mend it. */
export interface Evidence {
  /** Method or protocol, and the address. */
  readonly tried: string;
  /** What came back, and after how long. */
  readonly answered: string;
  /** What has to be let through. */
  readonly needed: string;
}

/** How one check ended. */
export interface Finding {
  readonly level: Level;
  /** One line. */
  readonly result: string;
  /** Whether a learner cannot take part at all. */
  readonly blocks?: boolean;
  /** What it means for a lab. */
  readonly meaning?: string;
  /** What the learner can do. */
  readonly advice?: string;
  readonly evidence?: Evidence;
}

export function good(result: string): Finding {
  return { level: "good", result };
}

export function note(result: string, meaning: string, advice?: string): Finding {
  return { level: "note", result, meaning, ...(advice === undefined ? {} : { advice }) };
}

export function bad(result: string, meaning: string, advice: string, evidence?: Evidence): Finding {
  return { level: "bad", result, meaning, advice, ...(evidence === undefined ? {} : { evidence }) };
}

/** The same for what no lab works without. */
export function blocking(
  result: string,
  meaning: string,
  advice: string,
  evidence?: Evidence,
): Finding {
  return { ...bad(result, meaning, advice, evidence), blocks: true };
}

/** A round figure, as people say it. */
export function millis(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
