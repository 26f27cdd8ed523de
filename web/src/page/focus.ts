const STOPS = 'a[href], button:not([disabled]), input, textarea, [tabindex="0"]';

/** Moves the focus to what Tab would reach after a part of the page that keeps Tab to itself. */
export function focusAfter(part: HTMLElement): boolean {
  const next = [...document.querySelectorAll<HTMLElement>(STOPS)].find(
    (stop) =>
      (part.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !part.contains(stop) &&
      stop.tabIndex >= 0 &&
      stop.getClientRects().length > 0 &&
      stop.closest("[inert]") === null,
  );
  next?.focus();
  return next !== undefined;
}
