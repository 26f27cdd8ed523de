import { bad, blocking, good, median, millis, note, type Finding } from "./finding";
import { EchoSocket, SocketEnded } from "./socket";

const NEEDED =
  "Proxies must pass the headers Upgrade and Connection for /ws/…, keep such connections open, and not limit their messages (64 KiB come in one).";
const SIZES = [1, 125, 126, 4096, 65_535, 65_536];
const ROUNDS = 20;
const SLOW_MILLIS = 250;
/** Longer than the server's heartbeat of 15 s, with which quiet terminals keep their line. */
const IDLE_SECONDS = 40;
const HEARTBEAT_SECONDS = 15;

/** What a plain request to the same address gets tells a blocked path from a lost Upgrade. */
async function plainAnswer(): Promise<string> {
  try {
    const response = await fetch("/ws/check", { cache: "no-store" });
    const ours = response.status === 426 ? " by Sidelab itself (426 Upgrade Required)" : "";
    return `a request without a proper Upgrade was answered ${response.status}${ours}`;
  } catch {
    return "a plain request to the same address got no answer";
  }
}

/** Opens, and sends messages of both kinds and several sizes there and back. */
export async function checkSocket(address: string): Promise<Finding> {
  const socket = new EchoSocket(address);
  try {
    await socket.open();
    for (const size of SIZES) {
      await compare(socket, "x".repeat(size));
      await compare(socket, new Uint8Array(size).fill(170));
    }
    const taken = await times(socket);
    return judgeTimes(taken);
  } catch (problem) {
    return await failure(address, problem);
  } finally {
    socket.close();
  }
}

async function compare(socket: EchoSocket, sent: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const back = await socket.echo(sent);
  const same =
    typeof sent === "string"
      ? back === sent
      : back instanceof ArrayBuffer &&
        back.byteLength === sent.length &&
        new Uint8Array(back).every((byte) => byte === sent[0]);
  if (!same) {
    const kind = typeof sent === "string" ? "text" : "binary";
    throw new Error(`a ${kind} message of ${sent.length} bytes came back changed`);
  }
}

async function times(socket: EchoSocket): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await socket.echo("k");
    taken.push(performance.now() - begun);
  }
  return taken;
}

export function judgeTimes(taken: readonly number[]): Finding {
  const middle = median(taken);
  const result = `It opens and passes up to 64 KiB. A key takes ${millis(middle)} there and back (median of ${taken.length}; worst ${millis(Math.max(...taken))}).`;
  return middle > SLOW_MILLIS
    ? note(result, "Terminals work, but you wait for what you type.")
    : good(result);
}

async function failure(address: string, problem: unknown): Promise<Finding> {
  const opened = problem instanceof SocketEnded && problem.opened;
  const said = problem instanceof SocketEnded ? problem.said : messageOf(problem);
  const plain = opened ? "" : `; ${await plainAnswer()}`;
  return blocking(
    opened ? `The connection opens, but breaks: ${said}.` : "The connection is not let through.",
    "The terminals of a lab are WebSockets. Without them, you see the pages but can type nothing.",
    "Switch off a VPN or a web filter if you may, or take another network, such as a phone's hotspot. Else give this text to the network's owner.",
    { tried: `WebSocket to ${address}`, answered: said + plain, needed: NEEDED },
  );
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** Says nothing for a while, then whether the line is still there. */
export async function checkIdle(address: string, seconds = IDLE_SECONDS): Promise<Finding> {
  const socket = new EchoSocket(address);
  try {
    await socket.open();
    const begun = performance.now();
    const ended = await socket.quiet(seconds * 1000);
    if (ended === undefined) {
      await socket.echo("still there");
      return good(`A connection stays open while nothing is sent for ${seconds} s.`);
    }
    return judgeIdle(Math.round((performance.now() - begun) / 1000), ended.said, address);
  } catch (problem) {
    if (problem instanceof SocketEnded && !problem.opened) {
      return note("Not known, as no WebSocket opens.", "See WebSocket above.");
    }
    return judgeIdle(seconds, messageOf(problem), address);
  } finally {
    socket.close();
  }
}

export function judgeIdle(seconds: number, said: string, address: string): Finding {
  const result = `Something cut a connection on which nothing was sent, after ${seconds} s.`;
  if (seconds > HEARTBEAT_SECONDS + 5) {
    return note(result, "Terminals send something every 15 s, so they stay connected.");
  }
  return bad(
    result,
    "A terminal in which nothing happens loses its connection again and again. It comes back by itself, with its screen, after a second or so.",
    "You can take part. Give this text to the network's owner, so that it stops.",
    {
      tried: `WebSocket to ${address}, open and silent`,
      answered: `${said}, ${seconds} s after it fell silent`,
      needed: "An idle timeout of 60 s or more for WebSockets at /ws/… in proxies and firewalls.",
    },
  );
}
