import { brightness, keepPreferences } from "./preferences";

/** Event on the document after the page changed its brightness. */
export const THEME_CHANGE = "themechange";

/** The button that turns light into dark and back. */
export function wireThemeSwitch(button: HTMLElement): void {
  const show = (): void => {
    button.setAttribute("aria-pressed", String(brightness() === "dark"));
  };
  button.addEventListener("click", () => {
    const theme = brightness() === "dark" ? "light" : "dark";
    keepPreferences({ theme });
    document.documentElement.dataset["theme"] = theme;
    document.dispatchEvent(new Event(THEME_CHANGE));
  });
  document.addEventListener(THEME_CHANGE, show);
  show();
}
