import type { Disposable } from "../disposables";
import { element, icon } from "../dom";
import { ApiError, messageOf, type FileContent } from "./api";
import { bytes } from "./bytes";
import type { FileEditor } from "./file-editor";
import { pieces } from "./file-pieces";
import type { Choices, MachineFiles } from "./files-dialog";

/** More text than this is no pleasure in an editor. */
const LARGEST_TEXT = 512 * 1024;

/** What the dialog around it does. */
export interface OpenFileActions {
  say(text: string, choices?: Choices): void;
  saved(): void;
  reload(path: string): void;
}

/** One file of a machine, in an editor where that can be. */
export class OpenFile implements Disposable {
  readonly element = element("section", { class: "open-file" });
  private readonly saveButton: HTMLButtonElement;
  private readonly state = element("span", { class: "file-state" });
  private editor: FileEditor | undefined;
  private disposed = false;
  private digest: string;

  /**
   * @param content undefined for a file that is to be made
   */
  constructor(
    readonly path: string,
    content: FileContent | undefined,
    private readonly files: MachineFiles,
    private readonly actions: OpenFileActions,
  ) {
    this.digest = content?.digest ?? "absent";
    this.saveButton = element(
      "button",
      { type: "button", class: "button primary small", disabled: true },
      "Save",
    );
    this.saveButton.addEventListener("click", () => void this.save());
    const download = element(
      "a",
      { class: "button small", href: files.url(path), download: "", hidden: !content },
      icon("download"),
      "Download",
    );
    const body = element("div", { class: "file-body" });
    this.element.setAttribute("aria-label", path);
    this.element.append(
      element(
        "header",
        { class: "open-file-head" },
        element("code", { class: "open-file-path" }, path),
        this.state,
        download,
        this.saveButton,
      ),
      body,
    );
    const text = content === undefined ? "" : textOf(content.bytes);
    if (text === undefined) {
      const size = bytes(content?.bytes.length ?? 0);
      const note = `This is not a text that can be edited here (${size}). Download it instead.`;
      body.append(element("p", { class: "file-none" }, note));
      this.saveButton.hidden = true;
    } else {
      void this.edit(body, text);
    }
  }

  /** Whether there is something to lose. */
  get dirty(): boolean {
    return this.editor?.dirty === true;
  }

  discard(): void {
    this.editor?.keep(this.editor.text);
  }

  /** Returns whether it is in the machine now. */
  async save(expected = this.digest): Promise<boolean> {
    const editor = this.editor;
    if (editor === undefined) {
      return false;
    }
    const text = editor.text;
    this.state.textContent = "Saving…";
    try {
      for (const piece of pieces(this.path, new TextEncoder().encode(text), expected)) {
        await this.files.write(piece);
      }
      this.digest = (await this.files.read(this.path)).digest;
      editor.keep(text);
      this.actions.say(`${this.path} is saved.`);
      this.actions.saved();
      return true;
    } catch (problem) {
      this.refused(problem);
      return false;
    } finally {
      this.changed();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.editor?.dispose();
  }

  private async edit(body: HTMLElement, text: string): Promise<void> {
    const { FileEditor } = await import("./file-editor");
    if (this.disposed) {
      return;
    }
    this.editor = new FileEditor(body, this.path, text, {
      changed: () => {
        this.changed();
      },
      save: () => void this.save(),
    });
    if (this.editor.text !== text) {
      this.editor.dispose();
      this.editor = undefined;
      const note = "Its lines end in different ways, which an editor would change. Download it.";
      body.replaceWith(element("p", { class: "file-none" }, note));
      return;
    }
    this.changed();
    this.editor.focus();
  }

  private changed(): void {
    const fresh = this.digest === "absent";
    this.saveButton.disabled = !this.dirty && !fresh;
    this.state.textContent = this.dirty ? "not saved" : fresh ? "new" : "";
  }

  private refused(problem: unknown): void {
    if (problem instanceof ApiError && problem.code === "file_changed") {
      this.actions.say(problem.message, {
        Overwrite: () => void this.save(""),
        "Read it again": () => {
          this.actions.reload(this.path);
        },
      });
    } else {
      this.actions.say(messageOf(problem));
    }
  }
}

/** Undefined for what is no text, or too much of it. */
function textOf(content: Uint8Array): string | undefined {
  if (content.length > LARGEST_TEXT || content.includes(0)) {
    return undefined;
  }
  try {
    // With its mark of byte order, if it has one: what is read is what is written.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}
