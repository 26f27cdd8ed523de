import type { StackView } from "../protocol/stacks";

/** Tones of layers.css that differ most from each other; more kernels begin anew. */
const TONES = [0, 2, 3, 4, 5] as const;

/** A kernel's letter and colour on the page. */
export interface KernelMark {
  readonly letter: string;
  readonly tone: string;
}

/** Marks the kernels, lowest first: A for the host's, B, C, … for those that machines carry. */
export function kernelMarks(view: StackView): ReadonlyMap<string, KernelMark> {
  const kernels = view.layers.filter((layer) => layer.kind === "kernel");
  return new Map(
    kernels.map((layer, at) => [
      layer.id,
      { letter: letters(at), tone: `tone-${TONES[at % TONES.length] ?? 0}` },
    ]),
  );
}

function letters(at: number): string {
  const last = String.fromCharCode("A".charCodeAt(0) + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}
