// Loaded when the first file is opened: an editor is larger than all the rest of the page.
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { dockerFile } from "@codemirror/legacy-modes/mode/dockerfile";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import type { Disposable } from "../disposables";

/** What the page is told of. */
export interface EditorActions {
  changed(): void;
  save(): void;
}

const look = EditorView.theme({
  "&": { height: "100%", background: "var(--terminal)", color: "var(--text)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    borderRight: "1px solid var(--line)",
    background: "var(--sunken)",
    color: "var(--muted)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { background: "#7f8ea812" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "#7fa0e855" },
  ".cm-panels, .cm-tooltip": { background: "var(--surface)", color: "var(--text)" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent-strong)", fontWeight: "550" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--busy)" },
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "var(--accent)" },
]);

/** One text file, being edited. */
export class FileEditor implements Disposable {
  private readonly view: EditorView;
  private saved: Text;

  /**
   * @param host gets a tree of its own, because only there does the editor bring its styles as
   *     style sheets, which the content security policy allows, rather than as elements
   */
  constructor(host: HTMLElement, path: string, text: string, actions: EditorActions) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          keymap.of([{ key: "Mod-s", run: () => (actions.save(), true), preventDefault: true }]),
          basicSetup,
          look,
          syntaxHighlighting(colours),
          EditorState.lineSeparator.of(text.includes("\r\n") ? "\r\n" : "\n"),
          EditorView.contentAttributes.of({ "aria-label": `Content of ${path}` }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              actions.changed();
            }
          }),
          language(path),
        ],
      }),
    });
    this.saved = this.view.state.doc;
  }

  get text(): string {
    return this.view.state.sliceDoc();
  }

  get dirty(): boolean {
    return !this.view.state.doc.eq(this.saved);
  }

  /** Says that this text is in the machine now. */
  keep(text: string): void {
    if (text === this.text) {
      this.saved = this.view.state.doc;
    }
  }

  focus(): void {
    this.view.focus();
  }

  dispose(): void {
    this.view.destroy();
  }
}

function language(path: string): Extension {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/\.pyw?$/.test(name)) {
    return python();
  }
  if (/\.ya?ml$/.test(name)) {
    return yaml();
  }
  if (/^(Dockerfile|Containerfile)|\.dockerfile$/i.test(name)) {
    return StreamLanguage.define(dockerFile);
  }
  return /\.(sh|bash)$|^\.?(bashrc|profile|bash_profile)$/.test(name)
    ? StreamLanguage.define(shell)
    : [];
}
