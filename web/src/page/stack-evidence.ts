import { element } from "../dom";
import type { Reading, StackLayer, StackView } from "../protocol/stacks";
import { evidenceId } from "./machine-stacks";

/** What proves each layer: one card for each, of which one is on show. */
export function stackEvidence(view: StackView): HTMLElement[] {
  return view.layers.map((layer) => card(layer, evidenceId(view, layer.id), ownersOf(view, layer)));
}

/** A layer of one machine alone is named after it too. */
function ownersOf(view: StackView, layer: StackLayer): string {
  const owners = view.machines.filter((machine) => machine.layers.includes(layer.id));
  const [owner] = owners;
  if (owner !== undefined && owners.length === 1) {
    return `Of ${owner.title}`;
  }
  return `Shared by ${owners.map((machine) => machine.title).join(", ")}`;
}

function card(layer: StackLayer, id: string, owners: string): HTMLElement {
  const readings = element("dl", { class: "readings" });
  readings.append(...layer.readings.map(drawn));
  return element(
    "article",
    { class: "evidence-card", id, "data-card": layer.id, hidden: true },
    element("p", { class: "evidence-owners" }, owners),
    element("h4", {}, layer.title),
    element("p", { class: "evidence-meaning" }, layer.meaning),
    readings,
  );
}

function drawn(reading: Reading): HTMLElement {
  const value =
    reading.value === null
      ? element("dd", { class: "reading-unknown" }, "not known")
      : element("dd", { class: "reading-value" }, reading.value);
  const entry = element("div", {}, element("dt", {}, reading.label), value);
  if (reading.note !== "") {
    entry.append(element("dd", { class: "reading-note" }, reading.note));
  }
  entry.append(element("dd", { class: "reading-source" }, reading.source));
  return entry;
}
