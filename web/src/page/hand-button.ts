import { required } from "../dom";

/** Asks for the instructor, and shows whether one is on the way. */
export class HandButton {
  private raised = false;

  /**
   * @param send says the new wish to the server; what it throws has been told
   */
  constructor(
    private readonly button: HTMLButtonElement,
    send: (raised: boolean) => Promise<void>,
  ) {
    button.addEventListener("click", () => {
      void send(!this.raised);
    });
  }

  show(since: string | null): void {
    this.raised = since !== null;
    this.button.setAttribute("aria-pressed", String(this.raised));
    required(".button-label", this.button).textContent = this.raised ? "Hand is up" : "Raise hand";
    this.button.title = this.raised
      ? "Your instructor sees that you wait. Click to lower it."
      : "Ask your instructor to come";
  }
}
