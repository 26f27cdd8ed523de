import type { TerminalSize } from "../protocol/size";
import type { Display } from "../terminal/session";

/** A screen that parses only when told to, as a busy browser does. */
export class SlowDisplay implements Display {
  size: TerminalSize = { cols: 80, rows: 24 };
  place: TerminalSize | undefined = { cols: 80, rows: 24 };
  text = "";
  private readonly queue: (() => void)[] = [];

  write(bytes: Uint8Array, parsed: () => void): void {
    const text = new TextDecoder().decode(bytes);
    this.queue.push(() => {
      this.text += text;
      parsed();
    });
  }

  startOver(size: TerminalSize, done: () => void): void {
    this.queue.push(() => {
      this.text = "";
      this.resize(size);
      done();
    });
  }

  resizeHere(size: TerminalSize, done: () => void): void {
    this.queue.push(() => {
      this.resize(size);
      done();
    });
  }

  resize({ cols, rows }: TerminalSize): void {
    this.size = { cols, rows };
  }

  room(): TerminalSize | undefined {
    return this.place;
  }

  parse(): void {
    this.queue.splice(0).forEach((step) => {
      step();
    });
  }
}
