import { element, icon, iconButton } from "../dom";

/** The line under the page's head, for what concerns the whole page. */
export class PageNotice {
  constructor(private readonly place: HTMLElement) {}

  show(text: string, label?: string, action?: () => void): void {
    const parts: Node[] = [icon("alert"), element("span", {}, text)];
    if (label !== undefined && action !== undefined) {
      const button = element("button", { type: "button", class: "button small" }, label);
      button.addEventListener("click", action);
      parts.push(button);
    }
    const close = iconButton("close", "Dismiss");
    close.addEventListener("click", () => {
      this.hide();
    });
    this.place.replaceChildren(...parts, close);
    this.place.hidden = false;
  }

  hide(): void {
    this.place.hidden = true;
    this.place.replaceChildren();
  }
}
