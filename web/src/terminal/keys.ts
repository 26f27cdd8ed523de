/** What a key means to the page rather than to the program in the terminal. */
export type KeyMeaning = "copy" | "paste" | "leave-back" | "leave-on" | "program";

/** The part of a keyboard event that matters here. */
export type Key = Pick<
  KeyboardEvent,
  "type" | "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey"
>;

export const IS_MAC = /Macintosh|iPhone|iPad/.test(navigator.userAgent);

/** Names the keys for hints, as the keyboard at hand has them. */
export const KEY_NAMES = IS_MAC
  ? { copy: "⌘C", paste: "⌘V", leave: "Ctrl+Shift+↑ ↓" }
  : { copy: "Ctrl+Shift+C", paste: "Ctrl+Shift+V", leave: "Ctrl+Shift+↑ ↓" };

/**
 * Tells the page's few keys from all others, which belong to the program. Ctrl+C copies only while
 * something is selected; otherwise it is the interrupt that it always was.
 */
export function meaningOf(key: Key, hasSelection: boolean, mac: boolean = IS_MAC): KeyMeaning {
  if (key.altKey) {
    return "program";
  }
  if (mac && key.metaKey && !key.ctrlKey) {
    return appleMeaning(key.code, hasSelection);
  }
  if (key.metaKey) {
    return "program";
  }
  if (key.ctrlKey && key.shiftKey) {
    return ctrlShiftMeaning(key.code);
  }
  if (key.ctrlKey && (key.code === "Insert" || key.code === "KeyC")) {
    return hasSelection ? "copy" : "program";
  }
  return key.shiftKey && key.code === "Insert" ? "paste" : "program";
}

function appleMeaning(code: string, hasSelection: boolean): KeyMeaning {
  if (code === "KeyV") {
    return "paste";
  }
  return code === "KeyC" && hasSelection ? "copy" : "program";
}

function ctrlShiftMeaning(code: string): KeyMeaning {
  switch (code) {
    case "KeyC":
      return "copy";
    case "KeyV":
      return "paste";
    case "ArrowUp":
      return "leave-back";
    case "ArrowDown":
      return "leave-on";
    default:
      return "program";
  }
}
