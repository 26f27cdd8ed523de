/** How a class guessed one figure; nothing of who guessed what. */
export interface Spread {
  readonly guessed: number;
  readonly learners: number;
  /** Whether there are enough guesses to show them. */
  readonly shown: boolean;
  /** Ascending, where numbers were guessed. */
  readonly numbers: readonly number[];
  readonly quartiles: Quartiles | null;
  /** The most frequent first, where words were guessed. */
  readonly words: readonly Word[];
  /** Guesses left out of the words. */
  readonly otherWords: number;
}

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

export interface Word {
  readonly text: string;
  readonly count: number;
}

/** For a learner. */
export interface ClassSpread {
  readonly spread: Spread;
  readonly guess: string;
  readonly measured: string;
}

/** For the instructor: what the learners' machines gave, the most frequent first. */
export interface WorkshopSpread {
  readonly spread: Spread;
  readonly measured: readonly Word[];
}
