import { Disposables } from "../disposables";
import { element } from "../dom";
import { messageOf } from "./api";

/** A question before something is done that cannot be undone. */
export interface Question {
  /** Names the dialog in style sheets. */
  readonly name: string;
  readonly title: string;
  /** What is lost. */
  readonly lost: string;
  /** What the button says that does it. */
  readonly label: string;
}

/** Asks, does it once, and stays with the reason when it is refused. */
export class QuestionDialog {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly told = element("p", { class: "choice-problem", role: "alert" });
  private readonly apply: HTMLButtonElement;

  /**
   * @param action may tell meanwhile why it takes long
   */
  constructor(
    question: Question,
    private readonly action: (tell: (text: string) => void) => Promise<void>,
  ) {
    const cancel = element(
      "button",
      { type: "button", class: "button", autofocus: true },
      "Cancel",
    );
    this.apply = element("button", { class: "button danger" }, question.label);
    this.dialog = element(
      "dialog",
      {
        class: question.name,
        "aria-labelledby": "question-title",
        "aria-describedby": "question-lost",
      },
      element(
        "form",
        {},
        element("h2", { id: "question-title" }, question.title),
        element("p", { id: "question-lost" }, question.lost),
        this.told,
        element("menu", {}, cancel, this.apply),
      ),
    );
    this.held.listen(cancel, "click", () => {
      this.dialog.close();
    });
    this.held.listen(this.dialog, "close", () => {
      this.held.dispose();
      this.dialog.remove();
    });
    this.held.listen(this.dialog, "submit", (event: Event) => {
      event.preventDefault();
      void this.go();
    });
  }

  /** Shows it; it goes away by itself. */
  open(): void {
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  private async go(): Promise<void> {
    this.apply.disabled = true;
    this.told.textContent = "";
    try {
      await this.action((text) => {
        this.told.textContent = text;
      });
      this.dialog.close();
    } catch (problem) {
      this.told.textContent = messageOf(problem);
      this.apply.disabled = false;
    }
  }
}
