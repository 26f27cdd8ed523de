import type { TerminalSize } from "../protocol/size";
import type { Appearance, Screen } from "./screen";
import type { Display } from "./session";

/** What can be read from the back of a room, and what still shows where something is. */
const FONT = { smallest: 4, usual: 14, largest: 40 };

/**
 * A screen that has the size somebody else chose and makes its letters so large that all of it fits
 * into its place.
 */
export class FittedDisplay implements Display {
  private fontSize = FONT.usual;

  constructor(
    private readonly screen: Screen,
    private appearance: Appearance,
  ) {}

  get size(): TerminalSize {
    return this.screen.size;
  }

  appear(appearance: Appearance): void {
    this.appearance = appearance;
    this.screen.appear({ ...appearance, fontSize: this.fontSize });
  }

  write(bytes: Uint8Array, parsed: () => void): void {
    this.screen.write(bytes, parsed);
  }

  startOver(size: TerminalSize, done: () => void): void {
    this.screen.startOver(size, () => {
      this.fit();
      done();
    });
  }

  resize(size: TerminalSize): void {
    this.screen.resize(size);
    this.fit();
  }

  resizeHere(size: TerminalSize, done: () => void): void {
    this.screen.resizeHere(size, () => {
      this.fit();
      done();
    });
  }

  /** None of its own to tell: it takes the terminal's size as it is. */
  room(): TerminalSize | undefined {
    return undefined;
  }

  /** Letters grow in whole pixels or halves, so one look at the new size corrects the last guess. */
  fit(): void {
    this.guess();
    this.guess();
    const room = this.screen.room();
    const { cols, rows } = this.screen.size;
    if (room !== undefined && (room.cols < cols || room.rows < rows)) {
      this.letters(this.fontSize - 0.5);
    }
  }

  private guess(): void {
    const room = this.screen.room();
    if (room === undefined) {
      return; // not on show
    }
    const { cols, rows } = this.screen.size;
    // One more would not have fitted: the place is at least so large, and less than one larger.
    const scale = Math.min((room.cols + 0.5) / cols, (room.rows + 0.5) / rows);
    this.letters(this.fontSize * scale);
  }

  private letters(wanted: number): void {
    const half = Math.floor(wanted * 2) / 2;
    const fontSize = Math.min(FONT.largest, Math.max(FONT.smallest, half));
    if (fontSize !== this.fontSize) {
      this.fontSize = fontSize;
      this.screen.appear({ ...this.appearance, fontSize });
    }
  }
}
