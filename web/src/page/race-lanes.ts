import { element, svg } from "../dom";
import type { Lane, Race } from "../protocol/density";

const WIDTH = 300;
const HEIGHT = 14;

/** The shortest time that a drawing is wide. */
const LEAST_MILLIS = 2_000;

/** One row for each that starts: who, its bar, and its times. All bars to one scale. */
export function raceLanes(race: Race): HTMLElement {
  const now = race.millis ?? 0;
  const ends = race.lanes.map((lane) => lane.readyMillis ?? (lane.startMillis === null ? 0 : now));
  const widest = Math.max(LEAST_MILLIS, ...ends);
  const body = element("tbody");
  for (const lane of race.lanes) {
    body.append(row(lane, race, widest));
  }
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, "Who"),
    element("th", { scope: "col" }, `0 to ${seconds(widest)}`),
    element("th", { scope: "col", class: "number" }, "Waited"),
    element("th", { scope: "col", class: "number" }, "Start to prompt"),
  );
  const caption = element("caption", { class: "visually-hidden" }, "Start to prompt of each");
  return element("table", { class: "race-lanes" }, caption, element("thead", {}, head), body);
}

function row(lane: Lane, race: Race, widest: number): HTMLElement {
  const took = lane.readyMillis === null ? null : lane.readyMillis - (lane.startMillis ?? 0);
  const waited = lane.startMillis === null ? "–" : seconds(lane.startMillis);
  const result = element(
    "td",
    { class: "number" },
    took === null ? pending(lane, race) : seconds(took),
  );
  return element(
    "tr",
    { "data-kind": lane.kind, "data-ready": String(took !== null) },
    element("th", { scope: "row" }, lane.kind === "vm" ? `${lane.name} (VM)` : lane.name),
    element("td", { class: "lane" }, bar(lane, race, widest)),
    element("td", { class: "number" }, waited),
    result,
  );
}

function pending(lane: Lane, race: Race): string {
  if (lane.note !== "") {
    return lane.note;
  }
  return race.state === "running" && lane.startMillis !== null ? "starting…" : "–";
}

function bar(lane: Lane, race: Race, widest: number): SVGElement {
  const place = (millis: number): number => (Math.min(millis, widest) / widest) * WIDTH;
  const started = lane.startMillis ?? 0;
  const end = lane.readyMillis ?? (lane.startMillis === null ? 0 : (race.millis ?? 0));
  const drawn = svg("svg", {
    class: "lane-bar",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  drawn.append(
    svg("rect", { class: "lane-ground", x: 0, y: 3, width: WIDTH, height: 8, rx: 2 }),
    svg("rect", { class: "lane-wait", x: 0, y: 6, width: place(started).toFixed(1), height: 2 }),
    svg("rect", {
      class: lane.readyMillis === null ? "lane-run going" : "lane-run",
      x: place(started).toFixed(1),
      y: 3,
      width: Math.max(1.5, place(end) - place(started)).toFixed(1),
      height: 8,
      rx: 2,
    }),
  );
  return drawn;
}

/** Milliseconds as "0.42 s" or "12.3 s". */
export function seconds(millis: number): string {
  return `${(millis / 1000).toFixed(millis < 10_000 ? 2 : 1)} s`;
}
