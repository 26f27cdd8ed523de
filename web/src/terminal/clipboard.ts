/**
 * Puts text on the clipboard. Servers in a classroom are often reached without TLS, where browsers
 * offer only the old way. Returns whether it worked; browsers may ask for a click first.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing outside of secure contexts, whatever the type says.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard !== undefined) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused, for want of focus or permission: the old way may still be open.
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  field.select();
  try {
    // Deprecated, and the only way on a page without TLS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
  }
}

/** Longest text a program may put on the clipboard; longer requests are ignored. */
const LONGEST_BASE64 = 1024 * 1024;

/**
 * Reads a program's request to set the clipboard (OSC 52). A request to read the clipboard gives
 * undefined like any other malformed one: what the learner copied elsewhere is not the machine's
 * business.
 */
export function requestedCopy(data: string): string | undefined {
  const comma = data.indexOf(";");
  const encoded = data.slice(comma + 1);
  if (comma < 0 || encoded === "" || encoded === "?" || encoded.length > LONGEST_BASE64) {
    return undefined;
  }
  try {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
