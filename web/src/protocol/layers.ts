/**
 * GET /api/workspaces/ID/evidence/layers: the images of a lab as stacks of layers. Times are ISO
 * 8601, sizes are bytes.
 */
export interface LayerView {
  /** Of the machines' own layers. */
  readonly measuredAt: string;
  readonly howLayers: string;
  readonly howMachines: string;
  readonly stacks: readonly Stack[];
  /** Lab, workspaces, host. */
  readonly ledger: readonly Ledger[];
}

/** One image of the lab with the machines that run on it. */
export interface Stack {
  /** As the lab names it. */
  readonly name: string;
  /** Content address; empty when the engine does not have it. */
  readonly id: string;
  readonly sizeBytes: number;
  /** The lowest first. */
  readonly layers: readonly Layer[];
  readonly machines: readonly OwnLayer[];
  /** Why there is nothing to see; may be empty. */
  readonly note: string;
}

export interface Layer {
  /** The same wherever this layer is: its content with all below it. */
  readonly id: string;
  /** The same, short enough to be read aloud: A, B, … */
  readonly label: string;
  /** Digest of the content alone. */
  readonly diffId: string;
  /** What made it; null when the image's history leaves that open. */
  readonly command: string | null;
  /** Null when the image's history leaves that open. */
  readonly sizeBytes: number | null;
  /** How many images of this lab have it. */
  readonly inLab: number;
  /** How many images of this host have it, these included. */
  readonly onHost: number;
}

/** What a machine wrote on top of its image. */
export interface OwnLayer {
  readonly name: string;
  readonly title: string;
  /** container or vm. */
  readonly kind: string;
  /** Null with a note that says why. */
  readonly bytes: number | null;
  readonly note: string;
}

/** What sharing saves in one scope: saved is sum without stored. */
export interface Ledger {
  /** lab, workspaces or host. */
  readonly scope: string;
  readonly title: string;
  /** What is added up and where it comes from. */
  readonly how: string;
  readonly measuredAt: string;
  readonly images: number;
  /** 0 where machines do not count. */
  readonly machines: number;
  /** As if nothing were shared. */
  readonly sumBytes: number;
  /** Every layer once. */
  readonly storedBytes: number;
  readonly savedBytes: number;
  /** Whether all sizes and images are known. */
  readonly exact: boolean;
}

/** GET /api/workspaces/ID/evidence/layers/files: a folder of what a layer did. */
export interface LayerFolder {
  readonly path: string;
  readonly all: Tally;
  /** Folders first. */
  readonly entries: readonly LayerEntry[];
  /** Entries that are left out. */
  readonly more: number;
}

export interface LayerEntry {
  readonly name: string;
  readonly folder: boolean;
  /** added, changed or removed; null for a folder in which something is different. */
  readonly change: string | null;
  /** It, or everything below it. */
  readonly all: Tally;
}

/** Folders are not counted; bytes are those of what was added and changed. */
export interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly bytes: number;
}
