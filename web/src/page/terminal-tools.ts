import { required } from "../dom";
import { KEY_NAMES } from "../terminal/keys";
import { FONT_SIZES, keepPreferences, readPreferences } from "./preferences";
import { THEME_CHANGE } from "./theme-switch";

/** Text size, screen reader support and the hint about keys, for all terminals of the page. */
export function wireTerminalTools(toolbar: HTMLElement, changed: () => void): void {
  const size = (by: number): void => {
    const wanted = readPreferences().fontSize + by;
    const fontSize = Math.min(FONT_SIZES.largest, Math.max(FONT_SIZES.smallest, wanted));
    keepPreferences({ fontSize });
    changed();
  };
  required("#font-smaller", toolbar).addEventListener("click", () => {
    size(-1);
  });
  required("#font-larger", toolbar).addEventListener("click", () => {
    size(1);
  });
  const reader = required("#screen-reader", toolbar);
  const showReader = (): void => {
    reader.setAttribute("aria-pressed", String(readPreferences().screenReader));
  };
  reader.addEventListener("click", () => {
    keepPreferences({ screenReader: !readPreferences().screenReader });
    showReader();
    changed();
  });
  showReader();
  document.addEventListener(THEME_CHANGE, changed);
  required("#key-hint", toolbar).textContent =
    `Copy ${KEY_NAMES.copy} · Paste ${KEY_NAMES.paste} · Leave terminal ${KEY_NAMES.leave}`;
}
