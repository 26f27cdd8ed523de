import { blocking, good, note, type Finding } from "./finding";

const NEEDED = ["WebSocket", "ResizeObserver", "AbortSignal", "TextDecoder"] as const;

/** Whether the terminals and the page have what they are made of. */
export function checkBrowser(scope: object = globalThis): Finding {
  const missing = NEEDED.filter((name) => !(name in scope));
  if (missing.length > 0 || !("timeout" in AbortSignal)) {
    return blocking(
      `This browser lacks ${missing.length > 0 ? missing.join(", ") : "AbortSignal.timeout"}.`,
      "The terminals cannot be shown in it.",
      "Update it, or use a current Chrome, Edge, Firefox or Safari.",
    );
  }
  return good("It has everything that the terminals need.");
}

/** Not needed for a lab: there is an older way to copy. */
export function checkClipboard(secure: boolean): Finding {
  return secure
    ? good("The page is in a secure context, so copying and pasting work everywhere.")
    : note(
        "The page was opened without HTTPS.",
        "Copying works, but programs in a terminal can paste by Ctrl+V or Ctrl+Shift+V only.",
      );
}

export function checkStorage(): Finding {
  const key = "sidelab-check";
  try {
    localStorage.setItem(key, "kept");
    const kept = localStorage.getItem(key) === "kept";
    localStorage.removeItem(key);
    if (kept) {
      return good("What you choose about looks is kept.");
    }
  } catch {
    // Said below: a browser that refuses is as one that forgets.
  }
  return note(
    "This browser keeps nothing for the page.",
    "Labs work, but text size, colours and layout are forgotten with each page.",
    "Allow this site to store data, or leave the private mode.",
  );
}
