/** First wait before another try. Most drops are a server restart or a change of network. */
const FIRST_MILLIS = 250;
/** Longest wait: a person who watches the page should not sit longer than this. */
const LONGEST_MILLIS = 10_000;

/** How long to wait before each further try: doubled, spread by a fifth, bounded. */
export class Backoff {
  private tries = 0;

  constructor(private readonly random: () => number = Math.random) {}

  next(): number {
    const plain = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** this.tries);
    this.tries += 1;
    // Many browsers lose one server at the same moment; they should not all come back at once.
    return Math.round(plain * (0.8 + 0.4 * this.random()));
  }

  succeeded(): void {
    this.tries = 0;
  }
}
