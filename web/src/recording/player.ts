import type { Disposable } from "../disposables";
import type { TerminalSize } from "../protocol/size";
import type { Cast } from "./cast";

/** Where a recording is played. Everything happens in the order of the calls. */
export interface PlayerScreen {
  write(bytes: Uint8Array, parsed: () => void): void;
  startOver(size: TerminalSize, done: () => void): void;
  resizeHere(size: TerminalSize, done: () => void): void;
}

/** Calls back before the next picture is drawn, and says how to take that back. */
export type NextPicture = (then: () => void) => () => void;

const nextPicture: NextPicture = (then) => {
  const request = requestAnimationFrame(then);
  return () => {
    cancelAnimationFrame(request);
  };
};

/**
 * Plays a recording on a screen. To go back it plays from the beginning, at once; while the screen
 * is busy with that, only the latest wish counts, so that dragging a slider piles nothing up.
 */
export class Player implements Disposable {
  private readonly encoder = new TextEncoder();
  private next = 0;
  private at = 0;
  private rate = 1;
  private startedAt: number | undefined;
  private startedFrom = 0;
  private begun = false;
  private settling = false;
  private wanted: number | undefined;
  private takeBack: () => void = () => undefined;

  constructor(
    private readonly cast: Cast,
    private readonly screen: PlayerScreen,
    private readonly changed: () => void,
    private readonly now: () => number = () => performance.now(),
    private readonly later: NextPicture = nextPicture,
  ) {
    this.seek(0);
  }

  /** Seconds. */
  get position(): number {
    return this.wanted ?? this.at;
  }

  get playing(): boolean {
    return this.startedAt !== undefined;
  }

  set speed(rate: number) {
    this.rate = rate;
    this.startClock();
  }

  play(): void {
    if (this.position >= this.cast.length) {
      this.seek(0);
    }
    this.startedAt = this.now();
    this.startClock();
    this.tick();
  }

  pause(): void {
    this.takeBack();
    this.startedAt = undefined;
    this.changed();
  }

  seek(seconds: number): void {
    this.wanted = Math.min(this.cast.length, Math.max(0, seconds));
    this.startClock();
    if (!this.settling) {
      this.settle();
    }
    this.changed();
  }

  dispose(): void {
    this.takeBack();
    this.startedAt = undefined;
  }

  /** Time runs from here on, if it runs at all. */
  private startClock(): void {
    if (this.playing) {
      this.startedAt = this.now();
      this.startedFrom = this.position;
    }
  }

  private settle(): void {
    const to = this.wanted;
    this.wanted = undefined;
    if (to === undefined) {
      return;
    }
    this.settling = true;
    if (to < this.at || !this.begun) {
      this.begun = true;
      this.next = 0;
      this.screen.startOver(this.cast.size, () => undefined);
    }
    this.advance(to, () => {
      this.settling = false;
      this.settle();
    });
  }

  private tick(): void {
    if (this.startedAt === undefined) {
      return;
    }
    if (!this.settling) {
      const passed = ((this.now() - this.startedAt) / 1000) * this.rate;
      this.advance(Math.min(this.cast.length, this.startedFrom + passed), () => undefined);
      if (this.at >= this.cast.length) {
        this.pause();
        return;
      }
    }
    this.changed();
    this.takeBack = this.later(() => {
      this.tick();
    });
  }

  /** Shows everything up to this time. */
  private advance(to: number, done: () => void): void {
    let text = "";
    const flush = (): void => {
      if (text !== "") {
        this.screen.write(this.encoder.encode(text), () => undefined);
        text = "";
      }
    };
    for (; this.next < this.cast.frames.length; this.next += 1) {
      const frame = this.cast.frames[this.next];
      if (frame === undefined || frame.at > to) {
        break;
      }
      if (frame.kind === "output") {
        text += frame.text;
      } else if (frame.kind === "resize") {
        flush();
        this.screen.resizeHere(frame.size, () => undefined);
      }
    }
    this.at = to;
    this.screen.write(this.encoder.encode(text), done);
  }
}
