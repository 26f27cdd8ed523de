import type { TerminalSize } from "./size";

/** Name of the wire in the WebSocket handshake. Bytes go as binary frames, these messages as text. */
export const SUBPROTOCOL = "sidelab.terminal.v1";

/** What a viewer may do: look only, or also type and set the size. */
export type Role = "watch" | "type";

/** From the browser. `bytes` of an ack are those parsed since the ack before. */
export type ClientMessage =
  | { type: "resize"; cols: number; rows: number }
  | { type: "ack"; bytes: number }
  | { type: "ping" }
  /** A guest would like to type; or has no need to any more. */
  | { type: "ask" }
  | { type: "done" }
  /** The learner lets a guest type; or says no, or no longer. */
  | { type: "allow"; viewer: string }
  | { type: "refuse"; viewer: string };

/**
 * First message of a connection: the next `replay` bytes were written before we came. It comes
 * again on the same connection when this viewer was too slow and goes on nearer to the end.
 */
export interface Hello extends TerminalSize {
  readonly type: "hello";
  readonly terminal: string;
  readonly role: Role;
  readonly replay: number;
  /** Whether older output is gone. */
  readonly skipped: boolean;
  /** Whether anybody ever set the size; without, it is nothing but a guess. */
  readonly sized: boolean;
  /** Names the run of output that positions count in. */
  readonly stream: string;
  /** Where the output stands behind the replayed bytes. */
  readonly position: number;
  /** Whether the screen goes on as it was left. */
  readonly resumed: boolean;
  /** Bytes that the server took of what this viewer typed so far, over all its connections. */
  readonly typed: number;
}

/** Another viewer set the size that all viewers share. */
export interface Resize extends TerminalSize {
  readonly type: "resize";
  /** Whether that was before this connection. */
  readonly replayed: boolean;
}

/** The program ended. A code is missing where the engine knows none. */
export interface Exit {
  readonly type: "exit";
  readonly code: number | null;
  readonly message: string;
}

/** The program runs again on the same terminal. */
export interface Restarted {
  readonly type: "restarted";
}

/** Something to tell while the terminal goes on, such as an engine that does not answer. */
export interface Notice {
  readonly type: "notice";
  readonly reason: string;
  readonly message: string;
}

/** A guest at the terminal: somebody who is not its learner. */
export interface Companion {
  readonly id: string;
  readonly name: string;
  /** Whether the guest's keys are taken. */
  readonly types: boolean;
  /** Whether the guest waits for the learner's leave to type. */
  readonly asks: boolean;
}

/** What a viewer is told of itself. */
export type Self = { readonly guest: false } | ({ readonly guest: true } & Omit<Companion, "id">);

/** Who else is at the terminal. A learner's page hears none of it before anybody comes. */
export interface Company {
  readonly type: "company";
  readonly viewers: readonly Companion[];
  /** Guests that are not named. */
  readonly more: number;
  /** Whether the learner has a window open there. */
  readonly attended: boolean;
  readonly you: Self;
}

/** Last message of a connection. */
export interface Closed {
  readonly type: "closed";
  readonly reason: string;
  readonly message: string;
}

/** Answer to a ping. */
export interface Pong {
  readonly type: "pong";
  /** As in a hello. */
  readonly typed: number;
}

export type ServerMessage = Hello | Resize | Exit | Restarted | Notice | Company | Closed | Pong;

/** What concerns the terminal rather than the connection. */
export type TerminalMessage = Exclude<ServerMessage, Hello | Pong>;

/** More are not shown, whatever a server says. */
const MOST_COMPANIONS = 32;

export function encode(message: ClientMessage): string {
  return JSON.stringify(message);
}

/**
 * Reads a text frame. Unknown types and malformed text give undefined: a newer server may say more
 * than this page understands.
 */
export function decode(text: string): ServerMessage | undefined {
  const fields = object(text);
  if (fields === undefined) {
    return undefined;
  }
  switch (fields["type"]) {
    case "hello":
      return {
        type: "hello",
        terminal: string(fields["terminal"]),
        role: fields["role"] === "watch" ? "watch" : "type",
        ...size(fields),
        replay: count(fields["replay"]),
        skipped: fields["skipped"] === true,
        sized: fields["sized"] !== false,
        stream: string(fields["stream"]),
        position: count(fields["position"]),
        resumed: fields["resumed"] === true,
        typed: count(fields["typed"]),
      };
    case "resize":
      return { type: "resize", ...size(fields), replayed: fields["replayed"] === true };
    case "exit":
      return {
        type: "exit",
        code: number(fields["code"]) ?? null,
        message: string(fields["message"]),
      };
    case "restarted":
      return { type: "restarted" };
    case "pong":
      return { type: "pong", typed: count(fields["typed"]) };
    case "company":
      return company(fields);
    case "notice":
    case "closed":
      return {
        type: fields["type"],
        reason: string(fields["reason"]),
        message: string(fields["message"]),
      };
    default:
      return undefined;
  }
}

function company(fields: Record<string, unknown>): Company {
  const viewers: unknown[] = Array.isArray(fields["viewers"]) ? fields["viewers"] : [];
  const you = record(fields["you"]);
  return {
    type: "company",
    viewers: viewers.slice(0, MOST_COMPANIONS).map((viewer) => {
      const guest = record(viewer);
      return { id: string(guest["id"]), ...seen(guest) };
    }),
    more: count(fields["more"]),
    attended: fields["attended"] === true,
    you: you["guest"] === true ? { guest: true, ...seen(you) } : { guest: false },
  };
}

function seen(guest: Record<string, unknown>): Omit<Companion, "id"> {
  return {
    name: string(guest["name"]),
    types: guest["types"] === true,
    asks: guest["asks"] === true,
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function object(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // not JSON: nothing that this page could act on
  }
}

function size(fields: Record<string, unknown>): TerminalSize {
  return { cols: number(fields["cols"]) ?? 80, rows: number(fields["rows"]) ?? 24 };
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function count(value: unknown): number {
  return Math.max(0, number(value) ?? 0);
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}
