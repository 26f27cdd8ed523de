/** Where a terminal's socket is, beside this page. */
export function addressOf(terminalId: string): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/terminals/${encodeURIComponent(terminalId)}`;
}
