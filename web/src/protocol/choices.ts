import type { ImageStatus } from "./images";

/** An image that may be chosen, and how it stands with it. */
export interface OfferedImage extends ImageStatus {
  readonly title: string;
  readonly summary: string;
  /** Roughly, until it is measured; may be empty. */
  readonly size: string;
}

/** What may be chosen for a machine. What may not is missing or empty. */
export interface MachineOffer {
  readonly images: readonly OfferedImage[];
  readonly memory?: { readonly fromBytes: number; readonly toBytes: number } | null;
  readonly cpus?: { readonly from: number; readonly to: number; readonly whole: boolean } | null;
  readonly hostMemoryBytes: number;
  readonly hostCpus: number;
}

/** What a learner wants; what is left out stays as it is. */
export interface MachineWish {
  readonly image?: string;
  readonly memoryBytes?: number;
  readonly cpus?: number;
}

/** A choice that is on its way, or the last one that came to nothing. */
export interface MachineChange {
  readonly image: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly message: string;
  readonly failed: boolean;
}
