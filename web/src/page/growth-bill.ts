import { element } from "../dom";
import type { Bill, Growth, GrowthPoint } from "../protocol/density";
import { bytes } from "./bytes";
import { timeOfDay } from "./how";
import { seconds } from "./race-lanes";

const NONE = "–";

/** What it came to: containers beside as many VMs. */
export function growthBill(growth: Growth, bill: Bill): HTMLElement[] {
  const last = growth.points.at(-1);
  const head = element(
    "tr",
    {},
    element("td"),
    element("th", { scope: "col" }, many(bill.containers, "container"), badge("measured")),
    element(
      "th",
      { scope: "col" },
      many(bill.containers, "VM"),
      badge("calculated from one", true),
    ),
    element("th", { scope: "col" }, "Factor"),
  );
  const body = element(
    "tbody",
    {},
    row(
      "Memory",
      cell(bytes(bill.memoryBytes), last === undefined ? "" : memoryParts(last)),
      cell(amount(bill.vmMemoryBytes), vmPart(growth)),
      factor(bill.memoryFactor),
    ),
    row(
      "Disk",
      cell(bytes(bill.diskBytes), last === undefined ? "" : diskParts(last)),
      cell(amount(bill.vmDiskBytes), bill.vmDiskBytes === null ? "" : "each a disk of its own"),
      factor(bill.diskFactor),
    ),
    row(
      "One more takes",
      cell(bytes(bill.oneMoreBytes)),
      cell(growth.vm === null ? NONE : bytes(growth.vm.memoryBytes + (growth.vm.shimBytes ?? 0))),
      element("td"),
    ),
    row(
      "This host would hold",
      cell(count(bill.fitContainers)),
      cell(count(bill.fitVms)),
      element("td"),
    ),
  );
  const caption = element("caption", { class: "visually-hidden" }, "The bill");
  const table = element("table", { class: "bill" }, caption, element("thead", {}, head), body);
  return [table, ...notes(growth, bill)];
}

function notes(growth: Growth, bill: Bill): HTMLElement[] {
  const texts: string[] = [];
  if (bill.roomBytes !== null) {
    texts.push(
      `Would hold: reckoned with ${bytes(bill.roomBytes)}, which was free before, less what always stays free. By memory alone; other limits come first.`,
    );
  }
  const last = growth.points.at(-1)?.availableBytes ?? null;
  if (growth.availableBefore !== null && last !== null) {
    const after = growth.availableAfter;
    texts.push(
      `The host itself: ${bytes(growth.availableBefore)} available before, ${bytes(
        Math.abs(growth.availableBefore - last),
      )} ${last <= growth.availableBefore ? "less" : "more"} at the last measurement${
        after === null ? "" : `, ${bytes(after)} when all were removed`
      }. Whatever else runs here moves it, too.`,
    );
  } else if (growth.availableBefore === null) {
    texts.push("The host's own memory cannot be read from here.");
  }
  if (growth.vmNote !== "") {
    texts.push(growth.vmNote);
  }
  return texts.map((text) => element("p", { class: "bill-note" }, text));
}

function memoryParts(last: GrowthPoint): string {
  const shims =
    last.shimBytes === null ? "the engine's own cannot be read" : `${bytes(last.shimBytes)} shims`;
  return `${bytes(last.memoryBytes)} in cgroups, ${shims}`;
}

function diskParts(last: GrowthPoint): string {
  return `image once ${bytes(last.imageBytes)}, layers ${bytes(last.layerBytes)}`;
}

function vmPart(growth: Growth): string {
  return growth.vm === null ? "" : `one takes ${bytes(growth.vm.memoryBytes)}`;
}

function row(label: string, ...cells: HTMLElement[]): HTMLElement {
  return element("tr", {}, element("th", { scope: "row" }, label), ...cells);
}

function cell(text: string, note = ""): HTMLElement {
  const made = element("td", {}, element("span", { class: "bill-figure" }, text));
  if (note !== "" && text !== NONE) {
    made.append(element("span", { class: "bill-part" }, note));
  }
  return made;
}

function factor(value: number | null): HTMLElement {
  const text = value === null ? NONE : `${value.toFixed(value < 10 ? 1 : 0)} ×`;
  return element("td", { class: "bill-factor" }, text);
}

function badge(text: string, calculated = false): HTMLElement {
  return element("span", { class: calculated ? "run-badge calculated" : "run-badge" }, text);
}

function amount(value: number | null): string {
  return value === null ? NONE : bytes(value);
}

function count(value: number | null): string {
  return value === null ? NONE : value.toLocaleString("en");
}

function many(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"} `;
}

/** Every measurement, as text. */
export function growthTable(growth: Growth): HTMLElement {
  const one = growth.vm === null ? null : growth.vm.memoryBytes + (growth.vm.shimBytes ?? 0);
  const titles = [
    "Containers",
    "Measured at",
    "After",
    "In cgroups",
    "Shims",
    "Host available",
    "Image",
    "Layers",
    "As many VMs",
  ];
  const head = element("tr");
  head.append(...titles.map((title) => element("th", { scope: "col" }, title)));
  const body = element("tbody");
  for (const point of growth.points) {
    body.append(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, String(point.containers)),
        element("td", {}, timeOfDay(point.at)),
        element("td", {}, seconds(point.millis)),
        element("td", {}, bytes(point.memoryBytes)),
        element("td", {}, amount(point.shimBytes)),
        element("td", {}, amount(point.availableBytes)),
        element("td", {}, bytes(point.imageBytes)),
        element("td", {}, bytes(point.layerBytes)),
        element("td", {}, one === null ? NONE : bytes(one * point.containers)),
      ),
    );
  }
  const caption = element("caption", { class: "visually-hidden" }, "All measurements");
  return element("table", { class: "growth-table" }, caption, element("thead", {}, head), body);
}
