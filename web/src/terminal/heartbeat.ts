import { Disposables, type Disposable } from "../disposables";

const TICK_MILLIS = 3_000;
/** Silence after which the server is asked whether it is there. */
export const QUIET_MILLIS = 15_000;
/** Silence after the question that means that it is not. */
export const ANSWER_MILLIS = 8_000;
/**
 * With more unanswered input than this, silence says nothing: a program that does not read holds
 * up what is typed, and our question behind it.
 */
const MUCH_INPUT = 64 * 1024;

/**
 * Finds connections that died without a word, such as those of a laptop that slept or changed its
 * network. Scripts do not see the socket's own pings, so the wire has a question of its own.
 */
export class Heartbeat implements Disposable {
  private readonly held = new Disposables();
  private heardAt: number;
  private askedAt: number | undefined;
  private unanswered = 0;

  constructor(
    private readonly ask: () => void,
    private readonly dead: () => void,
    private readonly now: () => number = Date.now,
  ) {
    this.heardAt = now();
    this.held.every(TICK_MILLIS, () => {
      this.tick();
    });
  }

  heard(): void {
    this.heardAt = this.now();
    this.askedAt = undefined;
  }

  /** The server answered, so it has read all input before our question. */
  answered(): void {
    this.unanswered = 0;
  }

  typed(bytes: number): void {
    this.unanswered += bytes;
  }

  /** Asks at once, because something happened that connections often do not survive. */
  doubt(): void {
    if (this.askedAt === undefined) {
      this.askedAt = this.now();
      this.ask();
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private tick(): void {
    const now = this.now();
    if (this.askedAt === undefined) {
      // An answer also tells how much input has arrived.
      if (this.unanswered > 0 || now - this.heardAt >= QUIET_MILLIS) {
        this.doubt();
      }
    } else if (now - this.askedAt >= ANSWER_MILLIS && this.unanswered <= MUCH_INPUT) {
      this.dead();
    }
  }
}
