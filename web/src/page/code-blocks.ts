import { Disposables, type Disposable } from "../disposables";
import { element, icon } from "../dom";
import { copyText } from "../terminal/clipboard";
import { messageOf } from "./api";

/** What a block needs of the page. */
export interface BlockActions {
  /** Types a step's block into the machine's terminal on show. */
  run(step: number, block: string, machine: string): Promise<void>;
  titleOf(machine: string): string;
}

/** How long a button says what came of its click. */
const FEEDBACK_MILLIS = 2_500;

/** Puts buttons on the code blocks of all steps: run where the author says so, copy everywhere. */
export class CodeBlocks implements Disposable {
  private readonly held = new Disposables();
  private readonly runs: { button: HTMLButtonElement; machine: string }[] = [];

  constructor(
    column: ParentNode,
    private readonly actions: BlockActions,
  ) {
    for (const block of column.querySelectorAll<HTMLElement>(".code-block")) {
      this.equip(block);
    }
  }

  /** Says which machines take commands now. */
  ready(machines: ReadonlySet<string>): void {
    for (const { button, machine } of this.runs) {
      const ready = machines.has(machine);
      button.disabled = !ready;
      button.title = ready ? "" : `${this.actions.titleOf(machine)} is not running yet`;
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private equip(block: HTMLElement): void {
    const bar = element("div", { class: "code-bar" });
    const machine = block.dataset["machine"];
    if (block.dataset["kind"] === "run" && machine !== undefined) {
      bar.append(element("span", { class: "code-machine" }, this.actions.titleOf(machine)));
      bar.append(this.runButton(block, machine));
    }
    bar.append(this.copyButton(block));
    block.prepend(bar);
  }

  private runButton(block: HTMLElement, machine: string): HTMLButtonElement {
    const label = element("span", { role: "status" }, "Run");
    const button = element("button", { type: "button", class: "run" }, icon("play"), label);
    const step = Number(block.closest<HTMLElement>("article.step")?.dataset["step"]);
    this.held.listen(button, "click", () => {
      this.actions.run(step, block.dataset["block"] ?? "", machine).then(
        () => {
          feedback(label, "Typed", "Run");
        },
        (problem: unknown) => {
          feedback(label, messageOf(problem), "Run");
        },
      );
    });
    this.runs.push({ button, machine });
    return button;
  }

  private copyButton(block: HTMLElement): HTMLButtonElement {
    const label = element("span", { role: "status" }, "Copy");
    const button = element("button", { type: "button", class: "copy" }, icon("copy"), label);
    this.held.listen(button, "click", () => {
      const text = block.querySelector("pre")?.textContent.replace(/\n$/, "") ?? "";
      void copyText(text).then((copied) => {
        feedback(label, copied ? "Copied" : "Select and copy by hand", "Copy");
      });
    });
    return button;
  }
}

function feedback(label: HTMLElement, text: string, usual: string): void {
  label.textContent = text;
  setTimeout(() => {
    label.textContent = usual;
  }, FEEDBACK_MILLIS);
}
