import type { Evidence, Finding } from "./finding";

/** Where the page stands, as far as its text for others needs it. */
export interface Site {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

/** A fault as plain text for whoever runs the network. */
export function ownerText(
  title: string,
  evidence: Evidence,
  site: Site,
  when: Date,
  browser: string,
): string {
  return [
    `Sidelab network check: ${title}`,
    `When:     ${when.toISOString()}`,
    `Server:   ${place(site)}`,
    `Tried:    ${evidence.tried}`,
    `Answered: ${evidence.answered}`,
    `Needed:   ${evidence.needed}`,
    `Browser:  ${browser}`,
  ].join("\n");
}

function place(site: Site): string {
  const secure = site.protocol === "https:";
  const port = site.port === "" ? (secure ? "443" : "80") : site.port;
  const protocols = secure ? "HTTPS and WebSocket over TLS (wss)" : "HTTP and WebSocket (ws)";
  return `host ${site.hostname}, TCP port ${port}, ${protocols}`;
}

/** All results, one line each. */
export function report(results: readonly (readonly [string, Finding])[]): string {
  return results
    .map(([title, finding]) => `${finding.level.padEnd(4)}  ${title}: ${finding.result}`)
    .join("\n");
}
