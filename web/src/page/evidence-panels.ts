import { element } from "../dom";
import type { Evidence } from "../protocol/evidence";
import { evidenceTable, hostTable } from "./evidence-table";
import { LoadCharts } from "./load-charts";

/** The comparison with its charts, and the host's view, which are measured together. */
export class EvidencePanels {
  private readonly charts = new LoadCharts();
  private drawn = "";

  constructor(
    private readonly comparison: HTMLElement,
    private readonly host: HTMLElement,
    private readonly measure: () => Promise<Evidence>,
  ) {}

  /** Measures and draws what has changed. Returns when it was measured. */
  async refresh(): Promise<string> {
    const evidence = await this.measure();
    const facts = JSON.stringify([evidence.columns, evidence.rows, evidence.hostProcesses]);
    if (facts !== this.drawn) {
      this.drawn = facts; // else the tables keep their focus and their tooltips
      this.draw(evidence);
    }
    this.charts.show(evidence.columns, evidence.loads);
    return evidence.measuredAt;
  }

  private draw(evidence: Evidence): void {
    fill(this.comparison, () => {
      const table = evidenceTable(evidence);
      table.append(this.charts.body);
      return table;
    });
    const processes = evidence.hostProcesses ?? [];
    const empty = element("p", { class: "drawer-empty" }, "No process of this lab runs right now.");
    fill(this.host, () => (processes.length === 0 ? empty : hostTable(processes)));
  }
}

/** Replaces a table, leaving the focus on the same button where there was one. */
function fill(panel: HTMLElement, made: () => HTMLElement): void {
  const buttons = [...panel.querySelectorAll("button")];
  const focused = buttons.findIndex((button) => button === document.activeElement);
  panel.replaceChildren(made());
  if (focused >= 0) {
    panel.querySelectorAll("button")[focused]?.focus();
  }
}
