/**
 * How many parsed bytes are told together. Far below the server's window, so that output never
 * waits for an acknowledgement that is being saved up; far above a keystroke's echo, which should
 * not cost a message of its own.
 */
export const ACK_EVERY_BYTES = 8 * 1024;

/** Counts what the screen has parsed and tells the server in portions. */
export class Acknowledgements {
  private parsed = 0;

  constructor(private readonly tell: (bytes: number) => void) {}

  add(bytes: number): void {
    this.parsed += bytes;
    if (this.parsed >= ACK_EVERY_BYTES) {
      this.tell(this.parsed);
      this.parsed = 0;
    }
  }
}
