import { ApiError, messageOf } from "./api";
import { inside, pieces } from "./file-pieces";
import type { Choices, MachineFiles } from "./files-dialog";

/** More than this takes too many requests: there are better ways into a machine. */
const LARGEST = 4 * 1024 * 1024;

/** Brings files into a folder, one after the other. What cannot be had is told at the end. */
export class Upload {
  private readonly done: string[] = [];
  private readonly left: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly files: Pick<MachineFiles, "write">,
    private readonly say: (text: string, choices?: Choices) => void,
  ) {}

  /** Returns what became of all of them. */
  async bring(chosen: readonly File[]): Promise<string> {
    for (const file of chosen) {
      if (file.size > LARGEST) {
        this.left.push(`${file.name} (larger than 4 MiB, too large to bring in here)`);
      } else {
        await this.bringOne(file.name, new Uint8Array(await file.arrayBuffer()));
      }
    }
    const uploaded = this.done.length === 0 ? "" : `Uploaded: ${this.done.join(", ")}.`;
    const left = this.left.length === 0 ? "" : `Not uploaded: ${this.left.join(", ")}.`;
    return `${uploaded} ${left}`.trim();
  }

  private async bringOne(name: string, bytes: Uint8Array): Promise<void> {
    const path = inside(this.folder, name);
    try {
      if ((await this.send(path, bytes, "absent")) || (await this.replace(path, bytes))) {
        this.done.push(name);
      } else {
        this.left.push(`${name} (left as it was)`);
      }
    } catch (problem) {
      this.left.push(`${name} (${messageOf(problem).replace(/\.$/, "")})`);
    }
  }

  /** Asks first, for as long as the learner takes. */
  private async replace(path: string, bytes: Uint8Array): Promise<boolean> {
    const wanted = await new Promise<boolean>((answer) => {
      this.say(`There is a ${path} already.`, {
        Overwrite: () => {
          answer(true);
        },
        "Leave it": () => {
          answer(false);
        },
      });
    });
    return wanted && (await this.send(path, bytes, ""));
  }

  /** Whether it is there now; false when the machine has another than was expected. */
  private async send(path: string, bytes: Uint8Array, expected: string): Promise<boolean> {
    const all = pieces(path, bytes, expected);
    try {
      for (const [index, piece] of all.entries()) {
        this.say(`Uploading ${path}: ${Math.round((index / all.length) * 100)} %`);
        await this.files.write(piece);
      }
      return true;
    } catch (problem) {
      if (problem instanceof ApiError && problem.code === "file_changed") {
        return false;
      }
      throw problem;
    }
  }
}
