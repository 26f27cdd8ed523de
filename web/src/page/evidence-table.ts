import { element } from "../dom";
import type { Evidence, EvidenceColumn, HostProcess } from "../protocol/evidence";
import { howMeasured } from "./how";

/** What was measured, machines in columns, facts in rows; how it was measured on each row. */
export function evidenceTable(evidence: Evidence): HTMLElement {
  const head = element("tr", {}, element("td"));
  for (const column of evidence.columns) {
    head.append(columnHead(column));
  }
  const body = element("tbody");
  for (const row of evidence.rows) {
    const label = element("th", { scope: "row" }, row.label);
    if (row.how !== "") {
      label.append(howMeasured(row.how));
    }
    const line = element("tr", {}, label);
    for (const cell of row.cells) {
      line.append(measured(cell.text, cell.note ?? ""));
    }
    body.append(line);
  }
  const caption = element("caption", { class: "visually-hidden" }, "Measured on this host");
  return element("table", { class: "evidence" }, caption, element("thead", {}, head), body);
}

function columnHead(column: EvidenceColumn): HTMLElement {
  return element(
    "th",
    { scope: "col", "data-kind": column.kind },
    element("span", { class: "column-title" }, column.title),
  );
}

function measured(text: string, note: string): HTMLElement {
  const cell = element("td", {}, text === "" ? "–" : text);
  if (note !== "") {
    cell.append(element("span", { class: "cell-note" }, note));
  }
  return cell;
}

const HOST_COLUMNS = [
  ["Machine", ""],
  ["PID on the host", "number"],
  ["PID inside", "number"],
  ["Parent", "number"],
  ["User", ""],
  ["Memory", "number"],
  ["Command", ""],
] as const;

/** The machines' processes with the numbers that the host gives them. */
export function hostTable(processes: readonly HostProcess[]): HTMLElement {
  const head = element("tr");
  for (const [title, kind] of HOST_COLUMNS) {
    head.append(element("th", { scope: "col", class: kind }, title));
  }
  const body = element("tbody");
  for (const process of processes) {
    body.append(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, process.machine),
        element("td", { class: "number" }, String(process.hostPid)),
        element("td", { class: "number" }, String(process.insidePid ?? "–")),
        element("td", { class: "number" }, String(process.parentPid)),
        element("td", {}, process.user),
        element("td", { class: "number" }, memory(process.memory)),
        element("td", { class: "command", title: process.command }, process.command),
      ),
    );
  }
  const caption = element(
    "caption",
    { class: "visually-hidden" },
    "Processes as the host sees them",
  );
  return element("table", { class: "evidence host" }, caption, element("thead", {}, head), body);
}

function memory(value: string | number): string {
  return typeof value === "number" ? `${(value / 1024 / 1024).toFixed(1)} MiB` : value;
}
