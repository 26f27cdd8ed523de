/** Keys pressed while a connection is away, not files: more than this is refused, visibly. */
export const KEPT_BYTES = 4 * 1024;
/** A drop longer than this is not short: what was typed then may surprise its own author. */
export const KEPT_MILLIS = 30_000;
/** Sent input kept until the server has it; a paste of 1 MB fits. Older input counts as arrived. */
export const HELD_BYTES = 2 * 1024 * 1024;

interface Piece {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** What is to be sent on a new connection. */
export interface Unsent {
  readonly input: Uint8Array[];
  /** Whether some input did not arrive, or may not have, and is not typed again. */
  readonly lost: boolean;
}

/**
 * Keeps input until the server has it, so that a lost connection loses no key and types none twice.
 * Positions count bytes typed, as the server counts them.
 */
export class Outbox {
  private pieces: Piece[] = [];
  /** Where the first piece begins. */
  private confirmed = 0;
  /** Up to where input has been sent at least once. */
  private sent = 0;
  /** Behind the last piece. */
  private end = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Notes input that is being sent now. */
  sending(bytes: Uint8Array): void {
    this.add(bytes);
    this.sent = this.end;
    while (this.end - this.confirmed > HELD_BYTES) {
      this.forgetFirst();
    }
  }

  /** Keeps input for the next connection, whole or not at all. Returns false when it is refused. */
  keep(bytes: Uint8Array): boolean {
    if (this.end - this.sent + bytes.length > KEPT_BYTES || this.stale()) {
      return false;
    }
    this.add(bytes);
    return true;
  }

  /** The server has this many of the bytes typed so far. */
  confirm(typed: number): void {
    while (this.pieces[0] !== undefined && this.confirmed < Math.min(typed, this.sent)) {
      const missing = typed - this.confirmed;
      if (this.pieces[0].bytes.length <= missing) {
        this.forgetFirst();
      } else {
        this.pieces[0] = { ...this.pieces[0], bytes: this.pieces[0].bytes.subarray(missing) };
        this.confirmed += missing;
      }
    }
  }

  /**
   * What a new connection has to send, which counts as sent from now on.
   *
   * @param typed bytes of this viewer's that the server has
   * @param same whether it is the server that the last connection was to
   */
  take(typed: number, same: boolean): Unsent {
    const known = same && typed >= this.confirmed && typed <= this.sent;
    const unsure = !known && this.sent > this.confirmed;
    if (known) {
      this.confirm(typed);
    } else {
      this.countFrom(typed);
    }
    const stale = this.stale();
    if (stale) {
      this.pieces = [];
      this.end = this.confirmed;
    }
    this.sent = this.end;
    return { input: this.pieces.map(({ bytes }) => bytes), lost: stale || unsure };
  }

  /** The program that was typed to has ended: nothing of it is for the next one. */
  clear(): void {
    this.pieces = [];
    this.confirmed = this.end;
    this.sent = this.end;
  }

  /** Another server counts from elsewhere; whether it got what was sent cannot be known. */
  private countFrom(typed: number): void {
    const kept = this.end - this.sent;
    this.confirm(this.sent);
    this.confirmed = typed;
    this.sent = typed;
    this.end = typed + kept;
  }

  private add(bytes: Uint8Array): void {
    this.pieces.push({ bytes, at: this.now() });
    this.end += bytes.length;
  }

  private forgetFirst(): void {
    this.confirmed += this.pieces.shift()?.bytes.length ?? 0;
  }

  private stale(): boolean {
    const first = this.pieces[0];
    return first !== undefined && this.now() - first.at > KEPT_MILLIS;
  }
}
