import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import type { Layer, LayerFolder } from "../protocol/layers";
import { page, settled } from "../testing/page";
import { ApiError } from "./api";
import { LayerFiles } from "./layer-files";

const LAYER: Layer = {
  id: "sha256:1",
  label: "B",
  diffId: "sha256:2",
  command: "RUN <b>make</b>",
  sizeBytes: 1,
  inLab: 1,
  onHost: 1,
};

const NONE = { added: 0, changed: 0, removed: 0, bytes: 0 };

const FOLDERS: Readonly<Record<string, LayerFolder>> = {
  "/": {
    path: "/",
    all: { added: 1, changed: 1, removed: 2, bytes: 2048 },
    entries: [
      {
        name: "etc",
        folder: true,
        change: null,
        all: { added: 1, changed: 0, removed: 2, bytes: 24 },
      },
      {
        name: "<i>",
        folder: false,
        change: "changed",
        all: { added: 0, changed: 1, removed: 0, bytes: 2024 },
      },
    ],
    more: 7,
  },
  "/etc": {
    path: "/etc",
    all: { ...NONE, removed: 1 },
    entries: [{ name: "gone", folder: false, change: "removed", all: { ...NONE, removed: 1 } }],
    more: 0,
  },
};

describe("The files of a layer", () => {
  let files: LayerFiles;
  let fails: boolean;

  beforeEach(async () => {
    page("");
    fails = false;
    files = new LayerFiles((layer, path) =>
      fails
        ? Promise.reject(new ApiError(404, "gone", "Open Layers again."))
        : Promise.resolve({ path, ...FOLDERS[path], layer } as unknown as LayerFolder),
    );
    files.open(LAYER);
    await settled();
  });

  afterEach(() => {
    files.dispose();
  });

  function rows(): string[] {
    return [...document.querySelectorAll(".layer-files-list li")].map((row) => row.textContent);
  }

  it("are told with what became of each, as text", () => {
    expect(required(".layer-files-command").textContent).toBe("RUN <b>make</b>");
    expect(required(".layer-files-sum").textContent).toBe(
      "1 added, 1 changed, 2 removed · 2.0 KiB",
    );
    expect(rows()).toEqual([
      "etc1 added, 2 removed · 24 B",
      "<i>changed2.0 KiB",
      "7 more are not shown.",
    ]);
  });

  it("are walked through by folders, and back", async () => {
    required("button.file").click();
    await settled();
    expect(rows()).toEqual(["goneremoved"]);
    required("[aria-label='Folder above']").click();
    await settled();
    expect(rows()).toHaveLength(3);
    expect(required<HTMLButtonElement>("[aria-label='Folder above']").disabled).toBe(true);
  });

  it("say why they are not to be had, and leave what was shown", async () => {
    fails = true;
    required("button.file").click();
    await settled();
    expect(required(".layer-files-sum").textContent).toBe("Open Layers again.");
    expect(rows()).toHaveLength(3);
  });
});
