import { element } from "../dom";

/** A block of a drawing: its title and what kind of layer it is. */
type Block = readonly [kind: string, title: string];

const CONTAINERS: readonly Block[] = [
  ["program", "Program"],
  ["container", "Container"],
  ["engine", "Engine"],
];

/** Docker Desktop elsewhere, as its makers describe it: nothing here is measured. */
export function desktopDrawings(): HTMLElement {
  const mac = drawing("On macOS", [
    blocks("From the topmost block down", [
      ...CONTAINERS,
      ["kernel", "Linux kernel (VM)"],
      ["hypervisor", "Virtualization framework"],
      ["foreign-kernel", "macOS kernel"],
      ["hardware", "Hardware"],
    ]),
  ]);
  const windows = drawing("On Windows", [
    element(
      "div",
      { class: "drawing-pair" },
      blocks("Windows itself", [["foreign-kernel", "Windows kernel"]]),
      blocks("WSL 2, a VM beside it", [...CONTAINERS, ["kernel", "WSL 2 Linux kernel"]]),
    ),
    blocks("Below both", [
      ["hypervisor", "Hyper-V"],
      ["hardware", "Hardware"],
    ]),
  ]);
  return element(
    "section",
    { class: "desktop-drawings", "aria-labelledby": "drawings-title" },
    element(
      "h3",
      { id: "drawings-title" },
      "Docker Desktop elsewhere ",
      element("span", { class: "stack-badge drawn" }, "a drawing, not measured"),
    ),
    element("div", { class: "drawing-row" }, mac, windows),
    element(
      "p",
      { class: "drawing-note" },
      "Containers need a Linux kernel. Where the system has none, a virtual machine brings one, and all containers share that.",
    ),
  );
}

function drawing(title: string, parts: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: "drawing" }, element("h4", {}, title), ...parts);
}

function blocks(label: string, all: readonly Block[]): HTMLElement {
  const list = element("ol", { class: "blocks", "aria-label": label });
  list.append(
    ...all.map(([kind, title]) =>
      element(
        "li",
        { class: "block drawn", "data-kind": kind },
        element("span", { class: "block-title" }, title),
      ),
    ),
  );
  return list;
}
