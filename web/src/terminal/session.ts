import type { Disposable } from "../disposables";
import type { Company, Hello, Resize, Role, TerminalMessage } from "../protocol/control";
import { sameSize, type TerminalSize } from "../protocol/size";
import { Acknowledgements } from "./acknowledgements";
import { Connection, type ConnectionState, type OpenSocket } from "./connection";
import { Outbox } from "./outbox";
import { Replay } from "./replay";
import { Whereabouts } from "./whereabouts";

/** The part of a screen that a session writes to. */
export interface Display {
  write(bytes: Uint8Array, parsed: () => void): void;
  startOver(size: TerminalSize, done: () => void): void;
  /** At once. */
  resize(size: TerminalSize): void;
  /** At this place of the stream. */
  resizeHere(size: TerminalSize, done: () => void): void;
  room(): TerminalSize | undefined;
  readonly size: TerminalSize;
}

/** What the surroundings of a screen show. */
export interface SessionEvents {
  /** The connection's state changed; `again` when an earlier one was lost. */
  connection(state: ConnectionState, again: boolean): void;
  message(message: TerminalMessage): void;
  role(role: Role): void;
  /** Who else is there; undefined while that cannot be known, or is nobody yet. */
  company(company: Company | undefined): void;
  /** Input was not taken, or it may not have arrived and is too old to be typed again. */
  inputLost(): void;
  /** Another viewer set a size that is not this window's. */
  sizeTaken(): void;
}

/**
 * Joins one screen with one connection: what came first is shown first, old output answers no
 * questions, parsed bytes are acknowledged, and keys pressed during a short drop are sent after it.
 */
export class Session implements Disposable {
  private readonly connection: Connection;
  private readonly replay = new Replay();
  private readonly outbox = new Outbox();
  private readonly whereabouts = new Whereabouts();
  private acks = new Acknowledgements(() => undefined);
  /** Counts greetings, so that what was under way before the latest one is known as such. */
  private greetings = 0;
  private role: Role = "type";
  private running = true;
  /** As a guest who has been let. */
  private mayType = false;
  /** Whether the server knows of any size. */
  private sized = true;

  constructor(
    url: string,
    private readonly display: Display,
    private readonly events: SessionEvents,
    open?: OpenSocket,
  ) {
    this.connection = new Connection(
      () => `${url}${url.includes("?") ? "&" : "?"}${this.whereabouts.query}`,
      {
        hello: (hello, fresh) => {
          this.hello(hello, fresh);
        },
        output: (bytes) => {
          this.output(bytes);
        },
        typed: (count) => {
          this.outbox.confirm(count);
        },
        message: (message) => {
          this.message(message);
        },
        state: (state) => {
          if (state === "waiting" || state === "ended") {
            this.companyIs(undefined); // whoever comes back hears of it anew
          }
          this.events.connection(state, this.greetings > 1);
        },
      },
      open,
    );
  }

  /** Whether old output is being shown, so that what the screen says is no answer to anybody. */
  get replaying(): boolean {
    return this.replay.active;
  }

  /**
   * Sends input, or keeps it during a short drop.
   *
   * @param byHand whether a person did it; what a terminal answers by itself to old output is not
   *     sent, and not kept during a drop either
   */
  type(bytes: Uint8Array, byHand: boolean): void {
    if (!this.running || (!byHand && this.replaying)) {
      return;
    }
    if (this.role !== "type") {
      this.typeAsGuest(bytes, byHand);
      return;
    }
    if (this.connection.ready) {
      this.outbox.sending(bytes);
      this.connection.type(bytes);
      return;
    }
    if (byHand && !(this.connection.state !== "ended" && this.outbox.keep(bytes))) {
      this.events.inputLost();
    }
  }

  /** Asks the learner, as a guest, for leave to type. */
  ask(): void {
    this.connection.tell({ type: "ask" });
  }

  /** Gives up as a guest what was asked for. */
  done(): void {
    this.connection.tell({ type: "done" });
  }

  /** Answers a guest as the learner, or takes back what was allowed. */
  answer(viewer: string, mayType: boolean): void {
    this.connection.tell({ type: mayType ? "allow" : "refuse", viewer });
  }

  /** Fits the size to the place there is, and tells the server. Returns whether it has to. */
  fit(): boolean {
    const room = this.display.room();
    if (
      room === undefined ||
      this.role !== "type" ||
      this.replaying ||
      !this.connection.ready ||
      (sameSize(room, this.display.size) && this.sized)
    ) {
      return false;
    }
    this.sized = true;
    this.display.resize(room);
    this.connection.tell({ type: "resize", ...room });
    return true;
  }

  retryNow(): void {
    this.connection.retryNow();
  }

  dispose(): void {
    this.connection.dispose();
  }

  private hello(hello: Hello, fresh: boolean): void {
    const greeting = ++this.greetings;
    if (fresh) {
      this.acks = this.acknowledgements();
    }
    this.role = hello.role;
    this.sized = hello.sized;
    this.running = true;
    this.events.role(hello.role);
    this.replay.begin(hello.replay);
    const same = this.whereabouts.hello(hello);
    const ready = (): void => {
      if (greeting === this.greetings) {
        this.fit();
      }
    };
    if (hello.resumed) {
      this.display.resizeHere(hello, ready);
    } else {
      this.display.startOver(hello.sized ? hello : (this.display.room() ?? hello), ready);
    }
    this.sendKept(hello.typed, same);
  }

  /**
   * Only what a person did, and only now: the learner's own page answers what programs ask, and
   * leave to type ends with the connection, so nothing is kept for the next.
   */
  private typeAsGuest(bytes: Uint8Array, byHand: boolean): void {
    if (this.mayType && byHand && this.connection.ready) {
      this.connection.type(bytes);
    }
  }

  private companyIs(company: Company | undefined): void {
    this.mayType = company?.you.guest === true && company.you.types;
    this.events.company(company);
  }

  private acknowledgements(): Acknowledgements {
    const acks = new Acknowledgements((bytes) => {
      // Bytes of a lost connection, parsed late, are no business of the next one.
      if (acks === this.acks) {
        this.connection.tell({ type: "ack", bytes });
      }
    });
    return acks;
  }

  private sendKept(typed: number, same: boolean): void {
    const { input, lost } = this.outbox.take(typed, same);
    // Connection counts as ready from hello on; a role that may only watch has nothing to send.
    if (this.role === "type") {
      input.forEach((bytes) => {
        this.connection.type(bytes);
      });
    }
    if (lost) {
      this.events.inputLost();
    }
  }

  private output(bytes: Uint8Array): void {
    this.whereabouts.received(bytes.length);
    const greeting = this.greetings;
    const acks = this.acks;
    for (const part of this.replay.split(bytes)) {
      this.display.write(part, () => {
        acks.add(part.length);
        if (greeting === this.greetings && this.replay.parsed(part.length)) {
          this.fit();
        }
      });
    }
  }

  private resized(message: Resize): void {
    const greeting = this.greetings;
    this.display.resizeHere(message, () => {
      const room = this.display.room();
      if (greeting !== this.greetings || this.replaying) {
        return;
      }
      if (message.replayed) {
        this.fit();
      } else if (this.role === "type" && room !== undefined && !sameSize(room, message)) {
        this.events.sizeTaken();
      }
    });
  }

  private message(message: TerminalMessage): void {
    if (message.type === "company") {
      this.companyIs(message);
    } else if (message.type === "resize") {
      this.resized(message);
    } else if (message.type === "exit") {
      this.running = false;
      this.outbox.clear();
    } else if (message.type === "restarted") {
      this.running = true;
    }
    this.events.message(message);
  }
}
