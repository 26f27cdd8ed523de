import type { Terminal } from "@xterm/xterm";
import { Disposables, type Disposable } from "../disposables";
import { LARGEST } from "../protocol/size";

/** Tabs forth and back, lines inserted, deleted, scrolled up and down, a character repeated. */
const REPEATED = ["I", "Z", "L", "M", "S", "T", "b"];

/** No screen is larger, so no program means more. */
const MOST = Math.max(LARGEST.cols, LARGEST.rows);

/**
 * Passes over sequences that ask for more repetitions than a screen has cells in a row. xterm.js
 * does as it is told, one by one and without a pause: one of two thousand million would stop the
 * page for good, and again after every reload that replays it.
 */
export function boundRepetitions({ parser }: Pick<Terminal, "parser">): Disposable {
  const held = new Disposables();
  for (const final of REPEATED) {
    held.add(parser.registerCsiHandler({ final }, ([count]) => Number(count ?? 0) > MOST));
  }
  return held;
}
