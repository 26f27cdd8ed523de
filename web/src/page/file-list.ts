import { element, icon } from "../dom";
import type { FileEntry, FileListing } from "../protocol/files";
import { bytes } from "./bytes";

/** What can be done with what is listed. */
export interface ListActions {
  open(name: string): void;
  enter(name: string): void;
}

/** A folder's content, as buttons; a link is tried as a file first. */
export function fileList(listing: FileListing, actions: ListActions): HTMLElement {
  const list = element("ul", { class: "file-list" });
  for (const entry of listing.entries) {
    list.append(element("li", {}, row(entry, actions)));
  }
  if (listing.entries.length === 0) {
    list.append(element("li", { class: "file-none" }, "This folder is empty."));
  }
  if (listing.more) {
    const text = `The first ${listing.entries.length} are shown. Use a terminal for the rest.`;
    list.append(element("li", { class: "file-none" }, text));
  }
  return list;
}

function row(entry: FileEntry, actions: ListActions): HTMLElement {
  const folder = entry.kind === "FOLDER";
  const title = `${entry.permissions} · ${new Date(entry.modified).toLocaleString()}`;
  const name = element("span", { class: "file-name" }, entry.name);
  const note = element("span", { class: "file-size" }, noteOf(entry));
  const other = entry.kind === "OTHER";
  const button = element(
    "button",
    { type: "button", class: "file", title, "data-kind": entry.kind, disabled: other },
    icon(folder ? "folder" : "file"),
    name,
    note,
  );
  button.addEventListener("click", () => {
    if (folder) {
      actions.enter(entry.name);
    } else {
      actions.open(entry.name);
    }
  });
  return button;
}

function noteOf(entry: FileEntry): string {
  switch (entry.kind) {
    case "FILE":
      return bytes(entry.size);
    case "LINK":
      return "link";
    case "OTHER":
      return "no file";
    case "FOLDER":
      return "";
  }
}
