import { describe, expect, it } from "vitest";
import type { Load } from "../protocol/evidence";
import { LoadHistory } from "./load-history";

function load(second: number, cpuSeconds: number, machine = "box"): Load {
  return {
    machine,
    readAt: new Date(second * 1000).toISOString(),
    memoryBytes: second * 10,
    memoryLimitBytes: 1000,
    cpuNanos: cpuSeconds * 1e9,
  };
}

describe("What machines used", () => {
  it("is busy between two readings, in per cent of one processor", () => {
    const history = new LoadHistory();
    history.add([load(10, 1), load(10, 5, "vm")]);
    expect(history.processor("box")).toEqual([]);
    history.add([load(15, 2), load(15, 15, "vm")]);
    expect(history.processor("box")).toEqual([{ at: 15_000, value: 20 }]);
    expect(history.processor("vm")).toEqual([{ at: 15_000, value: 200 }]);
    expect(history.memory("box").map((point) => point.value)).toEqual([100, 150]);
  });

  it("counts a reading once, and begins anew with a machine that did", () => {
    const history = new LoadHistory();
    history.add([load(10, 3)]);
    history.add([load(10, 3)]);
    expect(history.memory("box")).toHaveLength(1);
    history.add([load(20, 0.5)]);
    expect(history.memory("box")).toEqual([{ at: 20_000, value: 200 }]);
  });

  it("keeps the last five minutes", () => {
    const history = new LoadHistory();
    for (let second = 0; second < 1000; second += 5) {
      history.add([load(second, second)]);
    }
    expect(history.memory("box")).toHaveLength(60);
    expect(history.memory("box").at(-1)?.at).toBe(995_000);
  });
});
