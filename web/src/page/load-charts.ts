import { element, svg } from "../dom";
import type { EvidenceColumn, Load } from "../protocol/evidence";
import { bytes } from "./bytes";
import { howMeasured } from "./how";
import { LoadHistory, type Point } from "./load-history";

const WIDTH = 110;
const HEIGHT = 30;

/** The time that a chart is wide. */
const SPAN_MILLIS = 5 * 60_000;

interface Figure {
  readonly label: string;
  readonly how: string;
  readonly points: (machine: string) => readonly Point[];
  readonly text: (value: number) => string;
  /** What a chart is high at least, so that next to nothing looks like it. */
  readonly least: number;
}

/** Rows of small charts under the comparison: all machines of a row by the same yardstick. */
export class LoadCharts {
  readonly body = element("tbody", { class: "load-charts" });
  private readonly history = new LoadHistory();
  private readonly figures: readonly Figure[] = [
    {
      label: "Memory, live",
      how: "As above, every five seconds while this is open; all charts of the row to one scale",
      points: (machine) => this.history.memory(machine),
      text: bytes,
      least: 1024 * 1024,
    },
    {
      label: "Processor, live",
      how: "The cgroup's processor time between two readings; 100 % is one processor kept busy",
      points: (machine) => this.history.processor(machine),
      text: (value) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} %`,
      least: 100,
    },
  ];
  private readonly cells: HTMLElement[][] = [];
  private machines: readonly string[] = [];

  /** Adds what was measured, and draws it. */
  show(columns: readonly EvidenceColumn[], loads: readonly Load[]): void {
    this.history.add(loads);
    this.arrange(columns);
    this.figures.forEach((figure, row) => {
      const all = this.machines.map((machine) => figure.points(machine));
      const highest = Math.max(figure.least, ...all.flat().map((point) => point.value));
      const now = Math.max(...all.flat().map((point) => point.at));
      all.forEach((points, column) => {
        const drawn = points.length === 0 ? ["–"] : chart(figure, points, highest, now);
        this.cells[row]?.[column]?.replaceChildren(...drawn);
      });
    });
  }

  /** The rows stay as long as their columns do, and with them the focus on their buttons. */
  private arrange(columns: readonly EvidenceColumn[]): void {
    const machines = columns.map((column) => column.name);
    if (machines.join() === this.machines.join()) {
      return;
    }
    this.machines = machines;
    this.cells.length = 0;
    this.body.replaceChildren(...this.figures.map((figure) => this.row(figure)));
  }

  private row(figure: Figure): HTMLElement {
    const label = element("th", { scope: "row" }, figure.label, howMeasured(figure.how));
    const cells = this.machines.map(() => element("td", {}, "–"));
    this.cells.push(cells);
    return element("tr", {}, label, ...cells);
  }
}

function chart(
  figure: Figure,
  points: readonly Point[],
  highest: number,
  now: number,
): (SVGElement | HTMLElement)[] {
  const last = points.at(-1)?.value ?? 0;
  const most = Math.max(...points.map((point) => point.value));
  const place = ({ at, value }: Point): string => {
    const x = WIDTH - Math.min(1, (now - at) / SPAN_MILLIS) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 1 - (value / highest) * (HEIGHT - 2)).toFixed(1)}`;
  };
  const label = `${figure.text(last)} now, at most ${figure.text(most)} of what was measured`;
  const picture = svg("svg", {
    class: "load-chart",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: String(WIDTH),
    height: String(HEIGHT),
    role: "img",
    "aria-label": label,
  });
  picture.append(svg("polyline", { points: points.map(place).join(" ") }));
  return [
    picture,
    element("span", { class: "load-now", "aria-hidden": "true" }, figure.text(last)),
  ];
}
