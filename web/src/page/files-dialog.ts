import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import type { FileListing, FilePiece } from "../protocol/files";
import { messageOf, type FileContent } from "./api";
import { fileList } from "./file-list";
import { folderOf, inside } from "./file-pieces";
import { OpenFile } from "./open-file";
import { Upload } from "./upload";

/** Where most of a lab's work is done. */
const HOME = "/root";

/** The files of one machine. */
export interface MachineFiles {
  list(path: string): Promise<FileListing>;
  read(path: string): Promise<FileContent>;
  write(piece: FilePiece): Promise<void>;
  /** Where the browser finds a file to save it. */
  url(path: string): string;
}

/** Something that a learner is asked, with what each answer does. */
export type Choices = Readonly<Record<string, () => void>>;

/** A machine's files: looked at, edited, brought in and taken out. */
export class FilesDialog implements Disposable {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly folder = element("input", {
    type: "text",
    class: "file-path",
    "aria-label": "Folder",
    spellcheck: "false",
    autocomplete: "off",
  });
  private readonly list = element("div", { class: "file-column" });
  private readonly content = element("div", { class: "file-content" });
  private readonly status = element("div", { class: "file-status", role: "status" });
  private readonly picker = element("input", { type: "file", multiple: true, hidden: true });
  private readonly uploader = element("button", { type: "button", class: "button small" });
  private path = HOME;
  private file: OpenFile | undefined;

  constructor(
    title: string,
    private readonly files: MachineFiles,
  ) {
    this.dialog = element("dialog", { class: "files", "aria-label": `Files of ${title}` });
    const close = iconButton("close", "Close files");
    const heading = element("h2", {}, `Files of ${title}`);
    this.dialog.append(
      element("header", { class: "files-head" }, icon("folder"), heading, close),
      element("div", { class: "files-side" }, this.folderBar(), this.list, this.sideFoot()),
      this.content,
      this.status,
    );
    this.showNothing();
    this.held.listen(close, "click", () => {
      this.leave();
    });
    this.held.listen(this.dialog, "cancel", (event: Event) => {
      event.preventDefault(); // Escape: not while something is unsaved
      this.leave();
    });
    this.held.listen(this.picker, "change", () => {
      void this.upload([...(this.picker.files ?? [])]);
    });
  }

  open(): void {
    document.body.append(this.dialog);
    this.dialog.showModal();
    void this.go(this.path);
  }

  dispose(): void {
    this.file?.dispose();
    this.held.dispose();
    this.dialog.remove();
  }

  private folderBar(): HTMLElement {
    const up = iconButton("up", "Folder above");
    up.addEventListener("click", () => void this.go(folderOf(this.path)));
    const form = element("form", { class: "folder-bar" }, up, this.folder);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.go(this.folder.value.trim() || "/");
    });
    return form;
  }

  private sideFoot(): HTMLElement {
    this.uploader.append(icon("upload"), "Upload");
    this.uploader.addEventListener("click", () => {
      this.picker.value = ""; // or the same file could not be chosen twice
      this.picker.click();
    });
    const name = element("input", {
      type: "text",
      "aria-label": "Name of a new file",
      placeholder: "new-file.txt",
      maxlength: "200",
      spellcheck: "false",
    });
    const make = element("button", { class: "button small" }, icon("plus"), "New");
    const form = element("form", { class: "new-file" }, name, make);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = name.value.trim();
      if (wanted !== "") {
        name.value = "";
        this.whenSaved(() => {
          this.show(
            new OpenFile(inside(this.path, wanted), undefined, this.files, this.fileActions()),
          );
        });
      }
    });
    return element("div", { class: "files-foot" }, form, this.uploader, this.picker);
  }

  /** Goes to a folder, which settles whatever was said before. */
  private async go(path: string): Promise<boolean> {
    const there = await this.look(path);
    if (there) {
      this.say("");
    }
    return there;
  }

  /** Lists a folder; where that is not possible, the one on show stays. */
  private async look(path: string): Promise<boolean> {
    try {
      const listing = await this.files.list(path);
      this.path = listing.path;
      this.folder.value = listing.path;
      this.list.replaceChildren(
        fileList(listing, {
          enter: (name) => void this.go(inside(this.path, name)),
          open: (name) => {
            this.whenSaved(() => void this.read(inside(this.path, name)));
          },
        }),
      );
      return true;
    } catch (problem) {
      this.say(messageOf(problem));
      return false;
    }
  }

  private async read(path: string): Promise<void> {
    try {
      const content = await this.files.read(path);
      this.show(new OpenFile(path, content, this.files, this.fileActions()));
      this.say("");
    } catch (problem) {
      // A link may lead to a folder.
      if (!(await this.go(path))) {
        this.say(messageOf(problem));
      }
    }
  }

  private fileActions(): ConstructorParameters<typeof OpenFile>[3] {
    return {
      say: (text, choices) => {
        this.say(text, choices);
      },
      saved: () => void this.look(this.path),
      reload: (path) => void this.read(path),
    };
  }

  private show(file: OpenFile): void {
    this.file?.dispose();
    this.file = file;
    this.content.replaceChildren(file.element);
  }

  private showNothing(): void {
    const text = "Choose a file to look at it or to edit it.";
    this.content.replaceChildren(element("p", { class: "file-none" }, text));
  }

  private leave(): void {
    this.whenSaved(() => {
      this.file?.dispose();
      this.file = undefined;
      this.showNothing();
      this.dialog.close();
      this.dialog.remove();
    });
  }

  /** Goes on at once, or when the learner has said what becomes of what is unsaved. */
  private whenSaved(then: () => void): void {
    const file = this.file;
    if (file?.dirty !== true) {
      then();
      return;
    }
    this.say(`${file.path} has changes that are not saved.`, {
      Save: () => {
        void file.save().then((saved) => {
          if (saved) {
            then();
          }
        });
      },
      Discard: () => {
        this.say("");
        file.discard();
        then();
      },
    });
  }

  private async upload(chosen: readonly File[]): Promise<void> {
    const upload = new Upload(this.path, this.files, (text, choices) => {
      this.say(text, choices);
    });
    this.uploader.disabled = true;
    const outcome = await upload.bring(chosen);
    this.uploader.disabled = false;
    if (await this.look(this.path)) {
      this.say(outcome);
    }
  }

  private say(text: string, choices: Choices = {}): void {
    this.status.replaceChildren(text);
    for (const [label, action] of Object.entries(choices)) {
      const button = element("button", { type: "button", class: "button small" }, label);
      button.addEventListener("click", action);
      this.status.append(button);
    }
  }
}
