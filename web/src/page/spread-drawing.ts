import { element, svg } from "../dom";
import type { Spread, Word } from "../protocol/spread";
import { numberIn, scaleOf, written } from "./spread-scale";

const WIDTH = 340; // what a step has room for, so that its letters are as large as others
const SIDE = 26;
const AXIS = 62;
const TOP = 6;
const HEIGHT = 84;
const RADIUS = 4.5;

/** What is marked among the guesses. */
export interface Marks {
  readonly unit: string;
  /** The learner's own, where there is one. */
  readonly guess?: string;
  /** May be any text: learners are root where it was measured. */
  readonly measured?: string;
}

/** How a class guessed, as a drawing with its sentence, which says the same. */
export function drawSpread(spread: Spread, marks: Marks): HTMLElement {
  const caption = element("p", { class: "spread-caption" }, sentence(spread, marks));
  if (!spread.shown || spread.guessed === 0) {
    return element("div", { class: "spread" }, caption);
  }
  if (spread.quartiles === null) {
    return element("div", { class: "spread" }, words(spread, marks), caption);
  }
  return element("div", { class: "spread" }, strip(spread, marks), key(marks), caption);
}

/** The drawing in words. */
export function sentence(spread: Spread, marks: Marks): string {
  const guessed = `${spread.guessed} of the ${spread.learners} in the class guessed`;
  if (!spread.shown) {
    return `${guessed} so far. Their guesses appear here when there are three.`;
  }
  const said = [guessed];
  const { quartiles } = spread;
  if (quartiles !== null) {
    const { lower, upper } = quartiles;
    said.push(
      lower === upper
        ? `half of them or more ${written(lower)}`
        : `half of them between ${written(lower)} and ${written(upper)}`,
    );
  }
  if (marks.guess !== undefined) {
    said.push(`you ${marks.guess}`);
  }
  if (marks.measured !== undefined) {
    said.push(`measured ${marks.measured}`);
  }
  return `${said.join("; ")}.`;
}

/** A dot for each guess; equal ones stand on each other. The sentence beside it is read out. */
function strip(spread: Spread, marks: Marks): SVGElement {
  const measured = marks.measured === undefined ? undefined : numberIn(marks.measured);
  const own = marks.guess === undefined ? undefined : numberIn(marks.guess);
  const scale = scaleOf([...spread.numbers, ...(measured === undefined ? [] : [measured])]);
  const x = (value: number): number => SIDE + scale.place(value) * (WIDTH - 2 * SIDE);
  const drawing = svg("svg", {
    class: "spread-strip",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    "aria-hidden": "true",
  });
  const { quartiles } = spread;
  if (quartiles !== null) {
    drawing.append(
      svg("rect", {
        class: "spread-half",
        x: x(quartiles.lower) - RADIUS,
        y: TOP,
        width: x(quartiles.upper) - x(quartiles.lower) + 2 * RADIUS,
        height: AXIS - TOP,
        rx: 4,
      }),
    );
  }
  drawing.append(svg("line", { class: "spread-axis", x1: 4, y1: AXIS, x2: WIDTH - 4, y2: AXIS }));
  for (const tick of scale.ticks) {
    drawing.append(
      svg("line", { class: "spread-axis", x1: x(tick), y1: AXIS, x2: x(tick), y2: AXIS + 4 }),
      svg("text", { class: "spread-tick", x: x(tick), y: HEIGHT - 5 }, written(tick)),
    );
  }
  if (measured !== undefined) {
    const at = x(measured);
    drawing.append(
      svg("line", { class: "spread-measured", x1: at, y1: TOP - 4, x2: at, y2: AXIS }),
    );
  }
  drawing.append(...dots(spread.numbers.map(x), own === undefined ? -1 : x(own)));
  return drawing;
}

/** One of those at the learner's own place is the learner's: which one nobody can tell. */
function dots(places: readonly number[], own: number): SVGElement[] {
  const columns = new Map<number, number[]>();
  for (const place of places) {
    const column = Math.round(place / (2 * RADIUS));
    columns.set(column, [...(columns.get(column) ?? []), place]);
  }
  const highest = Math.max(...[...columns.values()].map((column) => column.length));
  const rise = Math.min(2 * RADIUS + 1, (AXIS - TOP - 2 * RADIUS) / Math.max(1, highest - 1));
  let marked = false;
  return [...columns.values()].flatMap((column) => {
    const middle = column.reduce((sum, one) => sum + one, 0) / column.length;
    return column.map((place, at) => {
      const mine = !marked && place === own;
      marked ||= mine;
      return svg("circle", {
        class: mine ? "spread-dot own" : "spread-dot",
        cx: middle.toFixed(1),
        cy: (AXIS - RADIUS - 1 - at * rise).toFixed(1),
        r: RADIUS,
      });
    });
  });
}

function key(marks: Marks): HTMLElement {
  const entry = (kind: string, text: string): HTMLElement =>
    element("span", { class: `spread-key ${kind}` }, text);
  return element(
    "p",
    { class: "spread-keys", "aria-hidden": "true" },
    entry("class", "a guess"),
    ...(marks.guess === undefined ? [] : [entry("own", "yours")]),
    entry("half", "half of the class"),
    ...(marks.measured === undefined ? [] : [entry("measured", "measured")]),
    ...(marks.unit === "" || marks.guess !== undefined
      ? []
      : [element("span", { class: "spread-unit" }, marks.unit)]),
  );
}

function words(spread: Spread, marks: Marks): HTMLElement {
  const most = Math.max(...spread.words.map((word) => word.count), 1);
  const others = spread.otherWords > 0 ? [`${spread.otherWords} others`] : [];
  return element(
    "ol",
    { class: "spread-words" },
    ...spread.words.map((word) => wordItem(word, most, marks)),
    ...others.map((text) => element("li", { class: "spread-others" }, text)),
  );
}

function wordItem(word: Word, most: number, marks: Marks): HTMLElement {
  const yours = marks.guess !== undefined && alike(marks.guess, word.text);
  const measured = marks.measured !== undefined && alike(marks.measured, word.text);
  return element(
    "li",
    { class: yours ? "own" : "" },
    element("bdi", { class: "spread-word" }, word.text), // its direction turns nothing around it
    element("meter", {
      max: String(most),
      value: String(word.count),
      "aria-hidden": "true",
    }),
    element("span", { class: "spread-count" }, String(word.count)),
    ...(yours ? [element("span", { class: "badge" }, "yours")] : []),
    ...(measured ? [element("span", { class: "badge quiet" }, "measured")] : []),
  );
}

/** As the server counts guesses as one. */
function alike(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return plain(one) === plain(other);
}
