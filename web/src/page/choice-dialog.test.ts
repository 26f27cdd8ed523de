import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import type { MachineOffer } from "../protocol/choices";
import type { ImageStatus } from "../protocol/images";
import type { Machine } from "../protocol/workspace";
import { settled } from "../testing/page";
import { cpuStops, memoryStops, memoryWords } from "./amounts";
import { ApiError } from "./api";
import { ChoiceDialog } from "./choice-dialog";

const MIB = 1024 * 1024;

const MACHINE: Machine = {
  name: "box",
  title: "Box",
  kind: "container",
  image: "debian:12",
  state: "ready",
  terminal: "t",
  memoryBytes: 64 * MIB,
  cpus: 0.5,
  changeable: true,
};

const OFFER: MachineOffer = {
  images: [
    { image: "debian:12", title: "Debian 12", summary: "", size: "74 MB", state: "ready" },
    {
      image: "alpine:3.22",
      title: "Alpine",
      summary: "",
      size: "8 MB",
      state: "failed",
      message: "The registry does not answer.",
      remedy: "Set a mirror.",
    },
  ],
  memory: { fromBytes: 32 * MIB, toBytes: 256 * MIB },
  cpus: { from: 0.1, to: 2, whole: false },
  hostMemoryBytes: 8192 * MIB,
  hostCpus: 4,
};

const actions = { offer: vi.fn(), choose: vi.fn(), watchImages: vi.fn(), dispose: vi.fn() };
let heard: (status: ImageStatus) => void;

beforeEach(async () => {
  vi.resetAllMocks();
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement): void {
    this.dispatchEvent(new Event("close"));
  };
  actions.offer.mockResolvedValue(OFFER);
  actions.choose.mockResolvedValue(undefined);
  actions.watchImages.mockImplementation((listener: typeof heard) => {
    heard = listener;
    return { dispose: actions.dispose };
  });
  new ChoiceDialog(MACHINE, actions).open();
  await settled();
});

afterEach(() => {
  document.body.replaceChildren();
});

function move(id: string, stop: number): void {
  const slider = required<HTMLInputElement>(id);
  slider.value = String(stop);
  slider.dispatchEvent(new Event("input"));
}

function pick(image: string): void {
  required<HTMLInputElement>(`input[value="${image}"]`).click();
}

function text(selector: string): string {
  return required(selector).textContent;
}

async function apply(): Promise<void> {
  required("dialog form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await settled();
}

describe("The dialog that changes a machine", () => {
  it("begins with what the machine is and says what it will be", () => {
    expect(required<HTMLInputElement>("input:checked").value).toBe("debian:12");
    expect(text(".choice-plan")).toBe("Box starts anew: debian:12, 64 MiB, 0.5 processors.");
    expect(text(".choice-warning")).toContain("is lost");
    expect(required("#choice-memory").getAttribute("aria-valuetext")).toBe(
      "64 MiB, under 1 % of this host's 8.0 GiB",
    );
  });

  it("asks for what was chosen and goes", async () => {
    move("#choice-memory", 0);
    move("#choice-cpus", 0);
    await apply();

    expect(actions.choose).toHaveBeenCalledWith({
      image: "debian:12",
      memoryBytes: 32 * MIB,
      cpus: 0.1,
    });
    expect(document.querySelector("dialog")).toBeNull();
    expect(actions.dispose).toHaveBeenCalled();
  });

  it("stays with the server's words when it is refused", async () => {
    actions.choose.mockRejectedValue(new ApiError(409, "no_room", "Choose at most 96 MiB."));
    await apply();

    expect(text(".choice-problem")).toBe("Choose at most 96 MiB.");
    expect(required<HTMLButtonElement>(".button.primary").disabled).toBe(false);
  });

  it("says why an image cannot be had and lets the learner try again", () => {
    expect(text('[data-state="failed"] .picker-text')).toBe(
      "Not to be had now. The registry does not answer. Set a mirror.",
    );
    pick("alpine:3.22");
    expect(text(".button.primary")).toBe("Try to get it");
  });

  it("hears how an image comes along", () => {
    pick("alpine:3.22");
    heard({ image: "alpine:3.22", state: "working", message: "Downloads", percent: 40 });
    expect(text('[data-state="working"] .picker-text')).toBe("Downloads");
    expect(required<HTMLProgressElement>('[data-state="working"] progress').value).toBe(40);
    heard({ image: "alpine:3.22", state: "ready" });
    expect(text(".button.primary")).toBe("Start anew");
  });

  it("says why nothing is offered", async () => {
    document.body.replaceChildren();
    actions.offer.mockRejectedValue(new ApiError(409, "wrong_state", "This lab has ended."));
    new ChoiceDialog(MACHINE, actions).open();
    await settled();

    expect(text(".choice-problem")).toBe("This lab has ended.");
    expect(required<HTMLButtonElement>(".button.primary").disabled).toBe(true);
  });
});

describe("The stops of sliders", () => {
  it("hold both ends and what is now", () => {
    expect(memoryStops(64 * MIB, 256 * MIB, 100 * MIB).map(memoryWords)).toEqual([
      "64 MiB",
      "96 MiB",
      "100 MiB",
      "128 MiB",
      "192 MiB",
      "256 MiB",
    ]);
    expect(cpuStops(1, 3, 2, true)).toEqual([1, 2, 3]);
    expect(cpuStops(0.1, 1, 0.2, false)).toEqual([0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1]);
  });

  it("read as people say them", () => {
    expect(memoryWords(12032 * MIB)).toBe("11.75 GiB");
  });
});
