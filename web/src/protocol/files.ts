/** GET /api/workspaces/ID/machines/MACHINE/files: a folder of a machine. */
export interface FileListing {
  readonly path: string;
  /** Folders first, then by name. */
  readonly entries: readonly FileEntry[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
}

export interface FileEntry {
  readonly name: string;
  readonly kind: "FILE" | "FOLDER" | "LINK" | "OTHER";
  /** Bytes. */
  readonly size: number;
  /** In octal, as chmod takes them. */
  readonly permissions: string;
  /** ISO 8601. */
  readonly modified: string;
}

/** POST to the same address: a piece of a file. */
export interface FilePiece {
  readonly path: string;
  /** Names this writing of the file: 8 to 32 of a-z and 0-9. */
  readonly upload: string;
  readonly offset: number;
  /** Base64. */
  readonly content: string;
  readonly last: boolean;
  /** SHA-256 that the file must have now, "absent", or "" for whatever it is. */
  readonly expected: string;
}
