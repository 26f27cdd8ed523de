/** Where values stand on a line, from 0 to 1. */
export interface Scale {
  readonly place: (value: number) => number;
  /** Round values along the line. */
  readonly ticks: readonly number[];
  readonly logarithmic: boolean;
}

/** From here on, what is small could not be told apart beside what is large. */
const TWO_DECADES = 100;

/** Tick labels that fit side by side. */
const TICKS = 5;

/** A scale for all of the values; logarithmic when they span more than two decades. */
export function scaleOf(values: readonly number[]): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const positive = values.filter((value) => value > 0);
  const smallest = Math.min(...positive);
  if (least >= 0 && positive.length > 0 && most / smallest > TWO_DECADES) {
    return logarithmic(smallest, most, least === 0);
  }
  const ticks = roundTicks(least, most);
  const from = Math.min(least, ticks[0] ?? least);
  const to = Math.max(most, ticks.at(-1) ?? most);
  const width = to - from;
  return {
    place: (value) => (width === 0 ? 0.5 : (value - from) / width),
    ticks,
    logarithmic: false,
  };
}

/** A nought has no place on such a line: it stands at its beginning. */
function logarithmic(smallest: number, most: number, nought: boolean): Scale {
  const first = Math.floor(Math.log10(smallest));
  const last = Math.ceil(Math.log10(most));
  const from = nought ? first - 1 : first;
  const decades = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const every = Math.ceil(decades.length / TICKS);
  const ticks = decades.filter((_, at) => at % every === 0).map((decade) => 10 ** decade);
  return {
    place: (value) => (value <= 0 ? 0 : (Math.log10(value) - from) / (last - from)),
    ticks: nought ? [0, ...ticks] : ticks,
    logarithmic: true,
  };
}

/** Steps of 1, 2 or 5 times a power of ten, just beyond both ends. */
function roundTicks(least: number, most: number): number[] {
  if (least === most) {
    return [least];
  }
  const rough = (most - least) / (TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? rough;
  const ticks: number[] = [];
  for (let at = Math.floor(least / step); at <= Math.ceil(most / step); at++) {
    ticks.push(Number((at * step).toPrecision(12)));
  }
  return ticks;
}

/** The number in a text, with a comma or a point before the decimals. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** As people read it: four digits are enough of a guess. */
export function written(value: number): string {
  const large = Math.abs(value) >= 1e6;
  return value.toLocaleString("en", {
    maximumSignificantDigits: 4,
    notation: large ? "compact" : "standard",
  });
}
