import { Disposables } from "../disposables";
import { element } from "../dom";
import { messageOf } from "./api";

/** Asks before a workshop is deleted with everything of its learners. */
export class DeleteDialog {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly told = element("p", { class: "choice-problem", role: "alert" });
  private readonly apply = element("button", { class: "button danger" }, "Delete");

  /**
   * @param remove calls back each time that it has to wait for labs
   */
  constructor(
    title: string,
    learners: number,
    private readonly remove: (waits: () => void) => Promise<void>,
  ) {
    const cancel = element(
      "button",
      { type: "button", class: "button", autofocus: true },
      "Cancel",
    );
    const who = learners === 1 ? "its one learner" : `its ${learners} learners`;
    this.dialog = element(
      "dialog",
      { class: "delete", "aria-labelledby": "delete-dialog-title", "aria-describedby": "goes" },
      element(
        "form",
        {},
        element("h2", { id: "delete-dialog-title" }, `Delete “${title}”?`),
        element(
          "p",
          { id: "goes" },
          `This deletes the workshop with all that is kept of ${who}: names and personal codes,` +
            " labs and progress, answers, guesses and times, messages, and recordings. Labs that" +
            " still run are ended. Nothing of it can be had back: download the results first.",
        ),
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
      await this.remove(() => {
        this.told.textContent = "Labs are being ended. This goes on by itself; stay on this page.";
      });
      this.dialog.close();
    } catch (problem) {
      this.told.textContent = messageOf(problem);
      this.apply.disabled = false;
    }
  }
}
