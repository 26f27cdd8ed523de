import { element } from "../dom";
import type { Ledger, LayerView } from "../protocol/layers";
import { bytes } from "./bytes";
import { howMeasured, timeOfDay } from "./how";
import { counted } from "./layer-stacks";

/** What sharing saves: here, in all workspaces, on the host. */
export function layerLedger(view: LayerView): HTMLElement {
  const list = element("ul", { class: "ledger", "aria-label": "What sharing saves" });
  list.append(...view.ledger.map(entry));
  return list;
}

/** Times change with every measurement; the figures mostly do not. */
export function showTimes(ledger: ParentNode, view: LayerView): void {
  for (const row of view.ledger) {
    ledger.querySelector(`[data-when="${row.scope}"]`)?.replaceChildren(timeOfDay(row.measuredAt));
  }
}

function entry(row: Ledger): HTMLElement {
  const share = row.sumBytes === 0 ? 1 : row.storedBytes / row.sumBytes;
  const bar = element("div", { class: "ledger-bar", "aria-hidden": "true" }, element("span"));
  bar.style.setProperty("--stored", `${(share * 100).toFixed(1)}%`);
  const about = row.exact ? "" : "about ";
  return element(
    "li",
    { class: "ledger-entry", "data-scope": row.scope },
    element("h3", {}, row.title, howMeasured(row.how)),
    element(
      "p",
      { class: "ledger-saved", "data-none": row.savedBytes === 0 },
      element("strong", {}, `${about}${bytes(row.savedBytes)}`),
      ` saved by sharing${row.savedBytes > 0 ? `, ${Math.round((1 - share) * 100)} %` : ""}`,
    ),
    bar,
    element(
      "dl",
      {},
      element("dt", {}, added(row)),
      element("dd", {}, `${about}${bytes(row.sumBytes)}`),
      element("dt", {}, "Really stored"),
      element("dd", {}, `${about}${bytes(row.storedBytes)}`),
    ),
    element(
      "p",
      { class: "ledger-when" },
      "Measured at ",
      element("span", { "data-when": row.scope }, timeOfDay(row.measuredAt)),
    ),
  );
}

function added(row: Ledger): string {
  const what =
    row.scope === "workspaces" ? counted(row.machines, "machine") : counted(row.images, "image");
  return `${what}, summed`;
}
