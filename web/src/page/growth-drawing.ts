import { element, svg } from "../dom";
import type { Growth, GrowthPoint } from "../protocol/density";
import { bytes } from "./bytes";

const WIDTH = 210;
const HEIGHT = 104;
const TOP = 8;
const BOTTOM = 17;

/** One square for each container: full when it runs, hollow when it is to come. */
export function crowdSquares(growth: Growth): SVGElement {
  const columns = growth.most > 200 ? 50 : 30;
  const size = growth.most > 200 ? 6 : 9;
  const step = size + 3;
  const shown = Math.max(growth.most, growth.running);
  const squares = svg("svg", {
    class: "crowd",
    viewBox: `0 0 ${columns * step} ${Math.ceil(shown / columns) * step}`,
    role: "img",
    "aria-label": `${growth.running} of ${growth.most} containers`,
  });
  for (let at = 0; at < shown; at++) {
    squares.append(
      svg("rect", {
        class: at < growth.running ? "square full" : "square",
        x: (at % columns) * step + 0.5,
        y: Math.floor(at / columns) * step + 0.5,
        width: size,
        height: size,
        rx: 1.5,
      }),
    );
  }
  return squares;
}

/** What the containers take, and above it the line of as many VMs. */
export function growthChart(
  title: string,
  growth: Growth,
  of: (point: GrowthPoint) => number,
  vm: number | null,
): HTMLElement {
  const points = growth.points;
  const last = points.at(-1);
  if (last === undefined) {
    return element("div");
  }
  const most = Math.max(last.containers, 2);
  const containers = of(last);
  const vms = vm === null ? null : vm * last.containers;
  const highest = Math.max(containers, vms ?? 0, 1);
  const x = (number: number): string => ((number / most) * (WIDTH - 4) + 2).toFixed(1);
  const y = (value: number): string =>
    (HEIGHT - BOTTOM - (value / highest) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const line = points.map((point) => `${x(point.containers)},${y(of(point))}`);
  const label = `${title}: ${bytes(containers)} for ${last.containers} containers${
    vms === null ? "" : `, ${bytes(vms)} for as many VMs, calculated from one`
  }`;
  const first = points[0]?.containers ?? 1;
  const drawing = svg(
    "svg",
    { class: "growth-chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label },
    svg("line", { class: "axis", x1: 2, y1: y(0), x2: WIDTH - 2, y2: y(0) }),
    ...(vm === null
      ? []
      : [
          svg("line", {
            class: "vm-line",
            x1: x(0),
            y1: y(0),
            x2: x(last.containers),
            y2: y(vm * last.containers),
          }),
        ]),
    svg("polygon", {
      class: "containers-area",
      points: [`${x(first)},${y(0)}`, ...line, `${x(last.containers)},${y(0)}`].join(" "),
    }),
    svg("polyline", { class: "containers-line", points: line.join(" ") }),
    ...points.map((point) =>
      svg("circle", { class: "dot-measured", cx: x(point.containers), cy: y(of(point)), r: 2.4 }),
    ),
    svg("text", { x: 2, y: HEIGHT - 4 }, "0"),
    svg("text", { x: WIDTH - 2, y: HEIGHT - 4, "text-anchor": "end" }, `${last.containers}`),
  );
  return element(
    "figure",
    { class: "growth-figure" },
    element("figcaption", {}, title),
    drawing,
    legend(bytes(containers), vms === null ? "" : bytes(vms)),
  );
}

function legend(containers: string, vms: string): HTMLElement {
  const list = element("ul", { class: "growth-legend", "aria-hidden": "true" });
  if (vms !== "") {
    list.append(element("li", { class: "of-vms" }, "as many VMs ", element("b", {}, vms)));
  }
  list.append(
    element("li", { class: "of-containers" }, "containers ", element("b", {}, containers)),
  );
  return list;
}
