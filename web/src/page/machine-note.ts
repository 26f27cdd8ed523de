import { element, iconButton } from "../dom";

/** A line under a machine's terminals: what became of it that its learner did not bring about. */
export class MachineNote {
  readonly element = element("div", { class: "machine-note", hidden: true });
  private readonly text = element("p", { role: "status" });
  private said = "";

  constructor() {
    const close = iconButton("close", "Dismiss");
    close.addEventListener("click", () => {
      this.element.hidden = true;
    });
    this.element.append(this.text, close);
  }

  /** The same text again stays dismissed; none takes the line away. */
  say(text: string): void {
    if (text === this.said) {
      return;
    }
    this.said = text;
    this.element.hidden = text === "";
    this.text.textContent = text;
  }
}
