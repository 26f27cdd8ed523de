const ESCAPE = 0x1b;

/** What xterm.js reports to programs that asked for it: where the mouse and the focus are. */
const REPORTED = new Set(["mousedown", "mouseup", "mousemove", "wheel", "focus", "blur"]);

/**
 * Whether a person typed these bytes: by a key, a paste, the key bar, an input method. The others
 * are reports of the mouse and the focus, and xterm.js's own answers to something a program
 * printed: those come outside of any event and are escape sequences, which input methods, who also
 * type between events, never are. The event is deprecated as a way to get at its details, which are
 * of no interest here.
 */
export function byHand(bytes: Uint8Array): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const event = window.event;
  if (event === undefined || event instanceof MessageEvent) {
    return bytes[0] !== ESCAPE;
  }
  return !REPORTED.has(event.type);
}
