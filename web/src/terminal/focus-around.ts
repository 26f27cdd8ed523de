const STOPS = 'a[href], button:not([disabled]), input, [tabindex="0"]';

/** Moves the focus out of a terminal: to its own bar's button, else to what is before or after it. */
export function focusAround(part: HTMLElement, on: boolean): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) => stop.getClientRects().length > 0 && stop.closest(".xterm") === null,
  );
  const side = on ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const beside = stops.filter(
    (stop) => !part.contains(stop) && (part.compareDocumentPosition(stop) & side) !== 0,
  );
  const within = stops.filter((stop) => part.contains(stop));
  (within[0] ?? (on ? beside[0] : beside.at(-1)))?.focus();
}
