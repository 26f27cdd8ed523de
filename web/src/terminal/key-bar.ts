import { element } from "../dom";
import { Disposables, type Disposable } from "../disposables";

/** What the key bar types into. */
export interface KeyBarTarget {
  press(text: string): void;
  focus(): void;
  readonly applicationCursor: boolean;
}

const ARROWS: Readonly<Record<string, readonly [label: string, final: string]>> = {
  "←": ["Left", "D"],
  "↑": ["Up", "A"],
  "↓": ["Down", "B"],
  "→": ["Right", "C"],
};

const SPACE = 0x20;

/** The keys that touch keyboards lack: Esc, Ctrl, Tab and the arrows. */
export class KeyBar implements Disposable {
  readonly element = element("div", {
    class: "key-bar",
    role: "toolbar",
    "aria-label": "Keys",
  });
  private readonly held = new Disposables();
  private readonly ctrl: HTMLButtonElement;

  constructor(private readonly target: KeyBarTarget) {
    this.key("Esc", "Escape", () => "\x1b");
    this.ctrl = this.button("Ctrl", "Control, for the next key");
    this.ctrl.setAttribute("aria-pressed", "false");
    this.held.listen(this.ctrl, "click", () => {
      this.ctrlHeld = !this.ctrlHeld;
      this.target.focus();
    });
    this.key("Tab", "Tab", () => "\t");
    for (const [sign, [label, final]] of Object.entries(ARROWS)) {
      this.key(sign, label, (ctrl) => {
        const plain = this.target.applicationCursor ? "O" : "[";
        return `\x1b${ctrl ? "[1;5" : plain}${final}`;
      });
    }
  }

  private get ctrlHeld(): boolean {
    return this.ctrl.getAttribute("aria-pressed") === "true";
  }

  private set ctrlHeld(held: boolean) {
    this.ctrl.setAttribute("aria-pressed", String(held));
  }

  /** Turns the next key into its control character when Ctrl is held on the bar. */
  modify(bytes: Uint8Array): Uint8Array {
    const code = bytes[0];
    if (bytes.length !== 1 || code === undefined || !this.letGoOfCtrl()) {
      return bytes;
    }
    const control = code === SPACE || (code >= 0x40 && code <= 0x7a);
    return control ? Uint8Array.of(code & 0x1f) : bytes;
  }

  /** Returns whether it was held. */
  private letGoOfCtrl(): boolean {
    const held = this.ctrlHeld;
    this.ctrlHeld = false;
    return held;
  }

  dispose(): void {
    this.held.dispose();
  }

  private key(sign: string, label: string, text: (ctrl: boolean) => string): void {
    this.held.listen(this.button(sign, label), "click", () => {
      this.target.press(text(this.letGoOfCtrl()));
      this.target.focus();
    });
  }

  private button(sign: string, label: string): HTMLButtonElement {
    const button = element("button", { type: "button", "aria-label": label }, sign);
    // The screen keeps the focus, so that the touch keyboard stays where it is.
    this.held.listen(button, "pointerdown", (event) => {
      event.preventDefault();
    });
    this.element.append(button);
    return button;
  }
}
