import { bounded, USUAL, type TerminalSize } from "../protocol/size";

/** Something in a recording, at so many seconds of its playing time. */
export type Frame =
  | { readonly at: number; readonly kind: "output"; readonly text: string }
  | { readonly at: number; readonly kind: "resize"; readonly size: TerminalSize }
  | { readonly at: number; readonly kind: "mark"; readonly label: string };

/** A recording, ready to be played. */
export interface Cast {
  readonly size: TerminalSize;
  readonly frames: readonly Frame[];
  /** Seconds. */
  readonly length: number;
}

/**
 * Reads asciicast v2. Pauses longer than the header's limit are shortened to it. What is not an
 * event, such as a last line cut in the middle, is passed over.
 */
export function parseCast(text: string): Cast {
  const [first = "", ...lines] = text.split("\n");
  const header = parsed(first) as Record<string, unknown> | undefined;
  if (header?.["version"] !== 2) {
    throw new Error("This is not a recording that this page can play.");
  }
  const limit = positive(header["idle_time_limit"]) ?? Infinity;
  const frames: Frame[] = [];
  let last = 0;
  let at = 0;
  for (const line of lines) {
    const event: unknown = parsed(line);
    if (!Array.isArray(event) || typeof event[0] !== "number" || typeof event[2] !== "string") {
      continue;
    }
    at += Math.min(limit, Math.max(0, event[0] - last));
    last = Math.max(last, event[0]);
    const made = frame(at, event[1], event[2]);
    if (made !== undefined) {
      frames.push(made);
    }
  }
  const size = bounded({
    cols: positive(header["width"]) ?? USUAL.cols,
    rows: positive(header["height"]) ?? USUAL.rows,
  });
  return { size, frames, length: at };
}

function frame(at: number, kind: unknown, data: string): Frame | undefined {
  switch (kind) {
    case "o":
      return { at, kind: "output", text: data };
    case "m":
      return { at, kind: "mark", label: data };
    case "r": {
      const [cols, rows] = data.split("x").map(Number);
      const size = { cols: positive(cols) ?? USUAL.cols, rows: positive(rows) ?? USUAL.rows };
      return { at, kind: "resize", size: bounded(size) };
    }
    default:
      return undefined; // input, or what a later version adds
  }
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
