import { Disposables } from "../disposables";
import { element } from "../dom";
import { messageOf } from "./api";

/** Asks before a machine is made anew: what was written in it cannot be had back. */
export class ResetDialog {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly problem = element("p", { class: "choice-problem", role: "alert" });
  private readonly apply = element("button", { class: "button danger" }, "Start over");

  constructor(
    title: string,
    private readonly reset: () => Promise<void>,
  ) {
    const cancel = element(
      "button",
      { type: "button", class: "button", autofocus: true },
      "Cancel",
    );
    this.dialog = element(
      "dialog",
      { class: "reset", "aria-labelledby": "reset-title", "aria-describedby": "reset-lost" },
      element(
        "form",
        {},
        element("h2", { id: "reset-title" }, `Start “${title}” over?`),
        element(
          "p",
          { id: "reset-lost" },
          "The machine is made anew as the lab has it. Everything in it is lost: files that were" +
            " written, programs that were installed, what runs now, and its further terminals." +
            " Tasks that are done stay done, and the other machines go on.",
        ),
        this.problem,
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
    this.problem.textContent = "";
    try {
      await this.reset();
      this.dialog.close();
    } catch (problem) {
      this.problem.textContent = messageOf(problem);
      this.apply.disabled = false;
    }
  }
}
