import { element, icon } from "../dom";
import type { Rehearsal, RehearsalTimes, Scarce } from "../protocol/rehearsal";
import { memoryWords } from "./amounts";
import { took } from "./duration";

const RESOURCES = { cpu: "Processors", memory: "Memory", disk: "Disk", places: "Places" };

const PHASES = {
  JOINING: "Robots join…",
  PLAYING: "Robots work…",
  LEAVING: "Robots are removed…",
  OVER: "Over.",
};

/** One line for the status, which is said aloud when it changes. */
export function phaseWords(report: Rehearsal): string {
  return report.phase === "OVER" ? report.end : PHASES[report.phase];
}

/** The report as it is now. */
export function reportOf(report: Rehearsal): HTMLElement {
  const over = report.phase === "OVER";
  return element(
    "div",
    { class: "rehearsal-report" },
    ...(over ? [verdict(report)] : []),
    figures(report),
    ...(over && report.scarce.length > 0 ? [scarce(report.scarce)] : []),
    ...failures(report),
  );
}

function verdict(report: Rehearsal): HTMLElement {
  const problem = problemOf(report);
  const first = report.scarce[0];
  const ends =
    first === undefined
      ? ""
      : ` ${RESOURCES[first.resource]} end first: enough for about ${first.learners} learners.`;
  return element(
    "p",
    { class: problem === "" ? "notice good" : "notice warn" },
    icon(problem === "" ? "check" : "alert"),
    element(
      "span",
      {},
      element("strong", {}, problem === "" ? "It went well." : problem),
      ends,
      report.left === "" ? " Nothing of the robots is left." : ` ${report.left}`,
    ),
  );
}

function problemOf(report: Rehearsal): string {
  if (report.stepsFailed > 0) {
    return `${report.stepsFailed} ${report.stepsFailed === 1 ? "step" : "steps"} failed.`;
  }
  if (report.failures.length > 0 || report.joined < report.learners) {
    return "Not all robots could go through.";
  }
  return report.through < report.learners ? report.end : "";
}

function figures(report: Rehearsal): HTMLElement {
  const rows: (readonly [string, string])[] = [
    ["Robots in the workshop", `${report.joined} of ${report.learners}`],
    ["Through all labs", `${report.through} of ${report.learners}`],
    ["From Start to the prompt", started(report.ready)],
    ["Echo of a key", echoed(report.echo)],
    ["Steps", `${report.stepsPassed} passed, ${report.stepsFailed} failed`],
    ...report.labs.map((lab) => [`Lab ${lab.lab}`, lasted(lab.through, lab.took)] as const),
    ...hostRows(report),
  ];
  const body = rows.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)),
  );
  return table("Figures", [], body);
}

function hostRows(report: Rehearsal): (readonly [string, string])[] {
  const host = report.host;
  const containers = [
    "Memory of this server’s containers",
    `${memoryWords(host.containersPeak)} at the peak`,
  ] as const;
  if (!host.known) {
    return [containers];
  }
  return [
    [
      "Memory of the host",
      `${memoryWords(host.memoryPeak)} of ${memoryWords(host.memory)} at the peak, ` +
        `${memoryWords(host.memoryBefore)} before`,
    ],
    containers,
    [
      "Processors",
      `${percent(host.cpuMean)} busy, ${percent(host.cpuBefore)} before; ` +
        `busiest second ${percent(host.cpuPeak)}; load ${host.loadPeak.toFixed(1)}`,
    ],
    [
      "Disk",
      `${memoryWords(Math.max(0, host.diskUsed))} used, ${memoryWords(host.diskFree)} were free ` +
        `on ${host.diskPath}`,
    ],
  ];
}

function scarce(all: readonly Scarce[]): HTMLElement {
  const rows = all.map((one) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, RESOURCES[one.resource]),
      element("td", {}, `about ${one.learners}`),
      element("td", {}, one.text),
    ),
  );
  return table("For how many learners it is enough", ["Resource", "Learners", "Why"], rows);
}

function failures(report: Rehearsal): HTMLElement[] {
  if (report.failures.length === 0) {
    return [];
  }
  const items = report.failures.map((failure) =>
    element(
      "li",
      {},
      element("strong", {}, [failure.robot, failure.lab].filter((one) => one !== "").join(", ")),
      failure.step > 0 ? ` at step ${failure.step}` : "",
      element("pre", {}, failure.reason),
    ),
  );
  return [
    element("h2", {}, "What went wrong first"),
    element("ol", { class: "rehearsal-failures" }, ...items),
  ];
}

function table(caption: string, heads: string[], rows: HTMLElement[]): HTMLElement {
  const head = heads.map((name) => element("th", { scope: "col" }, name));
  return element(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      { class: "rehearsal-table" },
      element("caption", {}, caption),
      ...(head.length === 0 ? [] : [element("thead", {}, element("tr", {}, ...head))]),
      element("tbody", {}, ...rows),
    ),
  );
}

function started(times: RehearsalTimes): string {
  return times.count === 0
    ? "–"
    : `${took(times.median)} in the middle, ${took(times.slowest)} at the slowest (${times.count} starts)`;
}

function echoed(times: RehearsalTimes): string {
  return times.count === 0
    ? "–"
    : `${millis(times.median)} in the middle, ${millis(times.p99)} for 99 of 100 (${times.count} keys)`;
}

function lasted(through: number, times: RehearsalTimes): string {
  return times.count === 0
    ? "nobody is through"
    : `${took(times.median)} in the middle, ${took(times.slowest)} at the slowest (${through} robots)`;
}

function millis(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
