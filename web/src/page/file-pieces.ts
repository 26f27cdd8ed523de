import type { FilePiece } from "../protocol/files";

/** So that a piece in base64 stays below the longest request, which is 64 KiB. */
const PIECE_BYTES = 45_000;

/** As many characters as a call takes as arguments everywhere. */
const AT_ONCE = 8192;

/** Cuts a file into the pieces that a machine takes, in order; an empty file is one empty piece. */
export function pieces(path: string, bytes: Uint8Array, expected: string): FilePiece[] {
  const upload = uploadName();
  const made: FilePiece[] = [];
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += PIECE_BYTES) {
    const piece = bytes.subarray(offset, offset + PIECE_BYTES);
    const last = offset + PIECE_BYTES >= bytes.length;
    made.push({ path, upload, offset, content: base64(piece), last, expected });
  }
  return made;
}

/** Without randomUUID, which pages have only under https or on localhost. */
function uploadName(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  }
  return btoa(text);
}

/** The path of a name in a folder. */
export function inside(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** The folder that something is in; that of the root is itself. */
export function folderOf(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed.slice(0, trimmed.lastIndexOf("/")) || "/";
}
