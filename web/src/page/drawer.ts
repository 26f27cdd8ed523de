import { Disposables, type Disposable } from "../disposables";
import { required } from "../dom";
import { messageOf } from "./api";

/** How often to measure while somebody looks. */
const REFRESH_MILLIS = 5_000;

/** Measures and draws a panel; returns when it was measured, as ISO 8601. */
export type Refresh = () => Promise<string>;

/** The drawer under the machines: one of its panels at a time, measured again while open. */
export class Drawer implements Disposable {
  private readonly held = new Disposables();
  private readonly buttons: HTMLElement[];
  private readonly note: HTMLElement;
  private readonly measuring = new Set<Refresh>();
  private open = "";

  /**
   * @param panels what refreshes each panel, by its identifier in the page
   */
  constructor(
    private readonly drawer: HTMLElement,
    private readonly panels: Readonly<Record<string, Refresh>>,
  ) {
    this.note = required("#drawer-note", drawer);
    this.buttons = [...drawer.querySelectorAll<HTMLElement>("[data-panel]")];
    for (const button of this.buttons) {
      this.held.listen(button, "click", () => {
        this.toggle(button.dataset["panel"] ?? "");
      });
    }
    this.held.every(REFRESH_MILLIS, () => {
      void this.refresh();
    });
  }

  dispose(): void {
    this.held.dispose();
  }

  private toggle(panel: string): void {
    this.open = this.open === panel ? "" : panel;
    this.drawer.classList.toggle("open", this.open !== "");
    for (const button of this.buttons) {
      const here = button.dataset["panel"] === this.open;
      button.setAttribute("aria-expanded", String(here));
      required(`#${button.dataset["panel"] ?? ""}`, this.drawer).hidden = !here;
    }
    this.note.textContent = ""; // what is not on show needs no time
    void this.refresh();
  }

  private async refresh(): Promise<void> {
    const refresh = this.panels[this.open];
    const waits = refresh === undefined || this.measuring.has(refresh);
    if (waits || document.visibilityState === "hidden") {
      return;
    }
    this.measuring.add(refresh);
    let note: string;
    try {
      note = `Measured at ${new Date(await refresh()).toLocaleTimeString()}`;
    } catch (problem) {
      note = messageOf(problem);
    } finally {
      this.measuring.delete(refresh);
    }
    if (this.panels[this.open] === refresh) {
      this.note.textContent = note; // else another panel was opened meanwhile
    }
  }
}
