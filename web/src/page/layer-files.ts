import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import type { Layer, LayerEntry, LayerFolder, Tally } from "../protocol/layers";
import { messageOf } from "./api";
import { bytes } from "./bytes";
import { folderOf, inside } from "./file-pieces";

/** What a layer did in a folder. */
export type LookIntoLayer = (layer: string, path: string) => Promise<LayerFolder>;

/** A dialog that walks through what one layer added, changed and removed. */
export class LayerFiles implements Disposable {
  private readonly held = new Disposables();
  private readonly heading = element("h2");
  private readonly command = element("code", { class: "layer-files-command" });
  private readonly up = iconButton("up", "Folder above");
  private readonly path = element("code", { class: "layer-files-path" });
  private readonly sum = element("p", { class: "layer-files-sum", role: "status" });
  private readonly list = element("div", { class: "layer-files-list" });
  private readonly dialog: HTMLDialogElement;
  private layer = "";

  constructor(private readonly look: LookIntoLayer) {
    const close = iconButton("close", "Close files of the layer");
    this.dialog = element(
      "dialog",
      { class: "layer-files", "aria-label": "What this layer did" },
      element("header", { class: "files-head" }, icon("layers"), this.heading, close),
      this.command,
      element("div", { class: "layer-files-bar" }, this.up, this.path),
      this.sum,
      this.list,
    );
    this.held.listen(close, "click", () => {
      this.dialog.close();
    });
    this.held.listen(this.up, "click", () => {
      void this.go(folderOf(this.path.textContent));
    });
    this.held.listen(this.dialog, "close", () => {
      this.dialog.remove();
    });
  }

  open(layer: Layer): void {
    this.layer = layer.id;
    this.heading.textContent = `Layer ${layer.label}`;
    this.command.textContent = layer.command ?? "Which command made it is not known.";
    document.body.append(this.dialog);
    this.dialog.showModal();
    void this.go("/");
  }

  dispose(): void {
    this.held.dispose();
    this.dialog.remove();
  }

  private async go(path: string): Promise<void> {
    const layer = this.layer;
    this.sum.textContent = "Reading the image…";
    try {
      const folder = await this.look(layer, path);
      if (layer === this.layer) {
        this.draw(folder);
      }
    } catch (problem) {
      this.sum.textContent = messageOf(problem);
    }
  }

  private draw(folder: LayerFolder): void {
    const top = folder.path === "/";
    const walked = this.list.contains(document.activeElement);
    this.path.textContent = folder.path;
    this.up.disabled = top;
    this.sum.textContent = inWords(folder.all) || "This layer changed no file here.";
    const list = element("ul", { class: "file-list", "aria-label": `In ${folder.path}` });
    for (const entry of folder.entries) {
      list.append(element("li", {}, this.row(folder.path, entry)));
    }
    if (folder.more > 0) {
      list.append(element("li", { class: "file-none" }, `${folder.more} more are not shown.`));
    }
    this.list.replaceChildren(list);
    if (walked) {
      (list.querySelector("button") ?? this.up).focus();
    }
  }

  private row(path: string, entry: LayerEntry): HTMLElement {
    const parts = [
      icon(entry.folder ? "folder" : "file"),
      element("span", { class: "file-name" }, entry.name),
      ...(entry.change === null
        ? []
        : [element("span", { class: "layer-change", "data-change": entry.change }, entry.change)]),
      element("span", { class: "file-size" }, entry.folder ? inWords(entry.all) : size(entry)),
    ];
    if (!entry.folder) {
      return element("div", { class: "file", "data-kind": "FILE" }, ...parts);
    }
    const button = element(
      "button",
      { type: "button", class: "file", "data-kind": "FOLDER" },
      ...parts,
    );
    button.addEventListener("click", () => void this.go(inside(path, entry.name)));
    return button;
  }
}

function size(entry: LayerEntry): string {
  return entry.change === "removed" ? "" : bytes(entry.all.bytes);
}

function inWords(all: Tally): string {
  const counts = [
    [all.added, "added"],
    [all.changed, "changed"],
    [all.removed, "removed"],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return all.added + all.changed > 0
    ? `${words.join(", ")} · ${bytes(all.bytes)}`
    : words.join(", ");
}
