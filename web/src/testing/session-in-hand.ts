import { vi } from "vitest";
import type { Company } from "../protocol/control";
import type { ConnectionState } from "../terminal/connection";
import { Session, type Display, type SessionEvents } from "../terminal/session";
import { SocketInHand } from "./socket-in-hand";

/** Notes what a session tells it. */
class Surroundings implements SessionEvents {
  readonly states: string[] = [];
  readonly companies: (Company | undefined)[] = [];
  lost = 0;
  taken = 0;

  connection(state: ConnectionState, again: boolean): void {
    this.states.push(again ? `${state} again` : state);
  }

  message(): void {
    // What becomes of messages is the page's business.
  }

  role(): void {
    // And so is what it shows to those who may only watch.
  }

  company(company: Company | undefined): void {
    this.companies.push(company);
  }

  inputLost(): void {
    this.lost += 1;
  }

  sizeTaken(): void {
    this.taken += 1;
  }
}

/** A session whose server is the test itself, and what it told its surroundings. */
export class SessionInHand extends Session {
  constructor(
    display: Display,
    readonly surroundings = new Surroundings(),
  ) {
    super("ws://here/t", display, surroundings, SocketInHand.open);
  }
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Under fake timers: the network drops the connection, and the session opens the next one. */
export function reconnect(): void {
  SocketInHand.latest.drops();
  vi.advanceTimersByTime(700); // more than the second wait at its longest
}
