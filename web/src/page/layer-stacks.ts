import { element, icon } from "../dom";
import type { Layer, LayerView, OwnLayer, Stack } from "../protocol/layers";
import { bytes } from "./bytes";

/** Both vary with each shared layer, so that forty of them differ, in colour and without it. */
const TONES = 8;
const PATTERNS = 5;

/** Every image as a stack, the machines that run on it on top. */
export function layerStacks(view: LayerView): HTMLElement {
  const tones = toneOf(view.stacks);
  const largest = Math.max(
    1,
    ...view.stacks.flatMap((stack) => stack.layers.map((layer) => layer.sizeBytes ?? 0)),
  );
  const list = element("ul", { class: "stacks", "aria-label": "Images of this lab" });
  for (const stack of view.stacks) {
    list.append(drawn(stack, tones, largest));
  }
  return list;
}

/** Shared layers in the order of their labels; a layer of one image alone has no colour. */
function toneOf(stacks: readonly Stack[]): Map<string, number> {
  const tones = new Map<string, number>();
  for (const layer of stacks.flatMap((stack) => stack.layers)) {
    if (layer.onHost > 1 && !tones.has(layer.id)) {
      tones.set(layer.id, tones.size);
    }
  }
  return tones;
}

function drawn(stack: Stack, tones: Map<string, number>, largest: number): HTMLElement {
  const facts =
    stack.note === ""
      ? `${bytes(stack.sizeBytes)} in ${counted(stack.layers.length, "layer")}`
      : stack.note;
  const machines = element("ul", {
    class: "own-layers",
    "aria-label": `Machines on ${stack.name}, each with a layer of its own`,
  });
  machines.append(...stack.machines.map(ownLayer));
  const layers = element("ol", {
    class: "stack-layers",
    reversed: true,
    "aria-label": `Layers of ${stack.name}, the topmost first`,
  });
  for (const layer of [...stack.layers].reverse()) {
    layers.append(drawnLayer(stack, layer, tones.get(layer.id), (layer.sizeBytes ?? 0) / largest));
  }
  return element(
    "li",
    { class: "stack" },
    element("h3", { class: "stack-name" }, stack.name),
    element("p", { class: "stack-facts" }, facts),
    element("div", { class: "stack-body" }, machines, layers),
  );
}

function ownLayer(own: OwnLayer): HTMLElement {
  const size = own.bytes === null ? "–" : bytes(own.bytes);
  const line = element(
    "li",
    { class: "own-layer", "data-kind": own.kind },
    icon(own.kind === "vm" ? "vm" : "container"),
    element("span", { class: "own-title" }, own.title),
    element("span", { class: "own-size" }, size, element("small", {}, " written")),
  );
  if (own.note !== "") {
    line.append(element("small", { class: "own-note" }, own.note));
  }
  return line;
}

function drawnLayer(
  stack: Stack,
  layer: Layer,
  tone: number | undefined,
  share: number,
): HTMLElement {
  const look = tone === undefined ? "" : ` tone-${tone % TONES} pattern-${tone % PATTERNS}`;
  const key = `${stack.id} ${layer.id}`;
  const command = layer.command ?? "Unknown command";
  const size = layer.sizeBytes === null ? "size unknown" : bytes(layer.sizeBytes);
  const button = element(
    "button",
    { type: "button", class: "layer-face", "aria-expanded": "false", "data-key": key },
    element(
      "span",
      { class: "layer-label" },
      element("span", { class: "visually-hidden" }, "Layer "),
      element("span", { class: "layer-letter" }, layer.label),
    ),
    element("code", { class: "layer-command" }, short(command)),
    element("span", { class: "layer-size" }, size),
  );
  if (tone !== undefined) {
    button.append(element("span", { class: "layer-shared" }, `in ${layer.onHost} images`));
  }
  const item = element(
    "li",
    { class: `layer${look}`, "data-layer": layer.id },
    button,
    details(layer),
  );
  item.style.setProperty("--share", Math.sqrt(share).toFixed(3));
  return item;
}

/** A classic builder names what it copied by a long digest, which stands among the details. */
function short(command: string): string {
  return command.replace(/\b(file|dir|multi):[0-9a-f]{64}\b/g, "$1…");
}

function details(layer: Layer): HTMLElement {
  const command =
    layer.command ?? "The image's history leaves open which of its commands made this layer.";
  return element(
    "div",
    { class: "layer-details", hidden: true },
    element("pre", {}, command),
    element("p", {}, sharing(layer)),
    element(
      "button",
      { type: "button", class: "button small layer-files-button" },
      icon("folder"),
      "What it did to files",
    ),
    element(
      "dl",
      {},
      element("dt", {}, "Content"),
      element("dd", {}, layer.diffId),
      element("dt", {}, "With all below"),
      element("dd", {}, layer.id),
    ),
  );
}

function sharing(layer: Layer): string {
  return layer.onHost < 2
    ? "Only this image has it."
    : `Stored once for ${counted(layer.onHost, "image")} on this host, ${layer.inLab} of them in this lab.`;
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
