/**
 * Knows which bytes of a connection are old. Old bytes may hold questions to the terminal (where
 * is the cursor, what are you) whose answers were given long ago; answers to them must not be
 * typed into the shell again.
 */
export class Replay {
  private toSplit = 0;
  private toParse = 0;

  begin(bytes: number): void {
    this.toSplit = bytes;
    this.toParse = bytes;
  }

  /** Whether old bytes are still on their way through the parser. */
  get active(): boolean {
    return this.toParse > 0;
  }

  /** Cuts a frame where the old bytes end, so that each part is wholly old or wholly new. */
  split(bytes: Uint8Array): Uint8Array[] {
    const old = Math.min(this.toSplit, bytes.length);
    this.toSplit -= old;
    if (old === 0 || old === bytes.length) {
      return [bytes];
    }
    return [bytes.subarray(0, old), bytes.subarray(old)];
  }

  /** Notes what has been parsed. Returns true once: when the last old byte has been. */
  parsed(bytes: number): boolean {
    const was = this.active;
    this.toParse = Math.max(0, this.toParse - bytes);
    return was && this.toParse === 0;
  }
}
