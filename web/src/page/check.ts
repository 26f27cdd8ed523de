// Tries what a lab needs, and tells what to do where something is in the way.
import { checkBrowser, checkClipboard, checkStorage } from "../check/browser-checks";
import { CheckView, showVerdict, wireCopy } from "../check/check-view";
import { bad, note, type Finding } from "../check/finding";
import { report } from "../check/owner-text";
import { checkPorts } from "../check/ports-check";
import { judgeClock, judgeCookies, judgeRequests, unreachable } from "../check/request-checks";
import { roundTrips, type RoundTrip } from "../check/requests";
import { socketAddress } from "../check/socket";
import { checkIdle, checkSocket } from "../check/socket-checks";
import { checkStream } from "../check/stream-check";
import { required } from "../dom";
import { wireThemeSwitch } from "./theme-switch";

wireThemeSwitch(required("#theme-switch"));
const list = required("#check-list");
const results: [string, Finding][] = [];

function begin(name: string, title: string, doing?: string): (finding: Finding) => Finding {
  const view = new CheckView(title, name, doing);
  list.append(view.item);
  return (finding) => {
    view.show(finding);
    results.push([title, finding]);
    return finding;
  };
}

async function guarded(work: Promise<Finding>): Promise<Finding> {
  try {
    return await work;
  } catch (problem) {
    const said = problem instanceof Error ? problem.message : String(problem);
    return bad(
      `This check failed: ${said}.`,
      "It is not known whether this works.",
      "Check again.",
    );
  }
}

const show = {
  browser: begin("browser", "Browser"),
  http: begin("http", "Requests"),
  cookies: begin("cookies", "Cookies"),
  socket: begin("socket", "WebSocket"),
  idle: begin("idle", "Silent connections", "Being watched for 40 seconds…"),
  events: begin("events", "News from the server"),
  ports: begin("ports", "Web servers in machines"),
  clock: begin("clock", "Clock"),
  storage: begin("storage", "Storage"),
  clipboard: begin("clipboard", "Clipboard"),
};

async function requests(): Promise<void> {
  let trips: RoundTrip[];
  try {
    trips = await roundTrips();
  } catch (problem) {
    const said = problem instanceof Error ? problem.message : String(problem);
    show.http(unreachable(said, `${location.origin}/api/check`));
    const unknown = note("Not known, as requests do not work.", "See Requests above.");
    show.cookies(unknown);
    show.clock(unknown);
    show.ports(unknown);
    return;
  }
  show.http(judgeRequests(trips));
  show.cookies(judgeCookies(trips, `${location.origin}/api/check`));
  show.clock(judgeClock(trips));
  show.ports(await guarded(checkPorts(trips[0]?.answer.ports ?? "")));
}

async function run(): Promise<void> {
  show.browser(checkBrowser());
  show.storage(checkStorage());
  show.clipboard(checkClipboard(window.isSecureContext));
  const address = socketAddress(location);
  const silent = guarded(checkIdle(address)).then(show.idle);
  // One after the other where times are taken, so that they do not disturb each other.
  await requests();
  show.socket(await guarded(checkSocket(address)));
  show.events(await guarded(checkStream(location.origin)));
  const findings = (): Finding[] => results.map(([, finding]) => finding);
  showVerdict(findings(), Object.keys(show).length - results.length);
  await silent;
  showVerdict(findings(), 0);
}

required("#check-again").addEventListener("click", () => {
  location.reload();
});
wireCopy(required("#copy-report"), required("#report-copied"), () => {
  return `Sidelab network check, ${location.origin}, ${new Date().toISOString()}\n${report(results)}`;
});
void run();
