import type { Brightness } from "../terminal/colours";
import type { Appearance } from "../terminal/screen";

export type Layout = "columns" | "rows" | "one";

/** What a learner chose about looks, kept in this browser. */
export interface Preferences {
  /** Missing while the browser's own preference counts. */
  readonly theme?: Brightness;
  readonly fontSize: number;
  readonly screenReader: boolean;
  readonly layout: Layout;
  /** Share of the window's width, in per cent; missing while nobody moved the divider. */
  readonly stepsWidth?: number;
  /** Share of the first of two machines, in per cent. */
  readonly split: number;
}

const KEY = "sidelab";
export const FONT_SIZES = { smallest: 9, largest: 28 };

const DEFAULTS: Preferences = {
  fontSize: 14,
  screenReader: false,
  layout: "columns",
  split: 50,
};

export function readPreferences(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(kept as Partial<Preferences>) };
  } catch {
    return DEFAULTS; // storage is off, or holds what an older page wrote
  }
}

export function keepPreferences(change: Partial<Preferences>): Preferences {
  const preferences = { ...readPreferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is off: the choice holds as long as the page.
  }
  return preferences;
}

/** What is in force: the learner's choice, else the browser's. */
export function brightness(): Brightness {
  return document.documentElement.dataset["theme"] === "dark" ? "dark" : "light";
}

export function appearance(): Appearance {
  const { fontSize, screenReader } = readPreferences();
  return { fontSize, screenReader, brightness: brightness() };
}
