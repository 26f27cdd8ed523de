import { describe, expect, it } from "vitest";
import type { FilePiece } from "../protocol/files";
import { ApiError } from "./api";
import type { Choices } from "./files-dialog";
import { Upload } from "./upload";

/** A machine that has some files; it refuses one name altogether. */
class MachineInHand {
  readonly has = new Map<string, string>([["/root/old", "as it was"]]);

  write(piece: FilePiece): Promise<void> {
    if (piece.path.endsWith("/refused")) {
      return Promise.reject(new ApiError(507, "disk_full", "The machine's disk is full."));
    }
    if (piece.expected === "absent" && this.has.has(piece.path)) {
      return Promise.reject(new ApiError(409, "file_changed", "It is there."));
    }
    this.has.set(piece.path, atob(piece.content));
    return Promise.resolve();
  }
}

/** Presses one button whenever there are some. */
function answering(label: string) {
  return (_text: string, choices: Choices = {}) => {
    choices[label]?.();
  };
}

function file(name: string, content = "new"): File {
  return new File([content], name);
}

describe("files that are brought in together", () => {
  it("all come, one after the other", async () => {
    const machine = new MachineInHand();
    const upload = new Upload("/root", machine, answering("none"));
    expect(await upload.bring([file("a"), file("b")])).toBe("Uploaded: a, b.");
    expect([...machine.has.keys()]).toEqual(["/root/old", "/root/a", "/root/b"]);
  });

  it("go on after one that is there already, which is overwritten only when asked for", async () => {
    const machine = new MachineInHand();
    const left = new Upload("/root", machine, answering("Leave it"));
    expect(await left.bring([file("a"), file("old"), file("b")])).toBe(
      "Uploaded: a, b. Not uploaded: old (left as it was).",
    );
    expect(machine.has.get("/root/old")).toBe("as it was");

    const over = new Upload("/root", machine, answering("Overwrite"));
    expect(await over.bring([file("old")])).toBe("Uploaded: old.");
    expect(machine.has.get("/root/old")).toBe("new");
  });

  it("go on after one that cannot be had, and say which and why", async () => {
    const machine = new MachineInHand();
    const upload = new Upload("/root", machine, answering("none"));
    const large = file("large", "x".repeat(4 * 1024 * 1024 + 1));
    expect(await upload.bring([large, file("refused"), file("b")])).toBe(
      "Uploaded: b. Not uploaded: large (larger than 4 MiB, too large to bring in here)," +
        " refused (The machine's disk is full).",
    );
  });
});
