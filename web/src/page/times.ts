/** Writes times as the browser's owner reads them; those marked as whole with their day. */
export function showTimes(within: ParentNode): void {
  for (const time of within.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) {
      continue;
    }
    const minutes = { hour: "2-digit", minute: "2-digit" } as const;
    time.textContent =
      time.dataset["whole"] === undefined
        ? at.toLocaleTimeString([], minutes)
        : at.toLocaleString([], { ...minutes, year: "numeric", month: "short", day: "numeric" });
  }
}
