import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Company, Self } from "../protocol/control";
import { ASK_AGAIN_MILLIS, WatchBar } from "./watch-bar";

describe("The bar of a watched terminal", () => {
  let did: string[];
  let bar: WatchBar;

  beforeEach(() => {
    vi.useFakeTimers();
    did = [];
    bar = new WatchBar({
      ask: () => did.push("ask"),
      done: () => did.push("done"),
      retry: () => did.push("retry"),
    });
    bar.connectionIs("open");
  });

  afterEach(() => {
    bar.dispose();
    vi.useRealTimers();
  });

  function guest(doing: Partial<Self & { guest: true }> = {}, attended = true): Company {
    const you = { guest: true as const, name: "Ada", types: false, asks: false, ...doing };
    return { type: "company", viewers: [], more: 0, attended, you };
  }

  const text = (): string => bar.element.querySelector("[role=status]")?.textContent ?? "";
  const button = (): HTMLButtonElement => {
    const found = bar.element.querySelector("button");
    if (found === null) {
      throw new Error("no button");
    }
    return found;
  };

  it("has nothing to ask for on the learner's own projector", () => {
    expect(text()).toContain("Watching.");
    expect(button().hidden).toBe(true);
    bar.companyIs({ ...guest(), you: { guest: false } });
    expect(button().hidden).toBe(true);
    expect(bar.types).toBe(false);
  });

  it("leads from asking through waiting to typing and back", () => {
    bar.companyIs(guest());
    expect(button().textContent).toBe("Ask to type");
    button().click();
    bar.companyIs(guest({ asks: true }));
    expect(text()).toContain("Waiting for the learner's answer");
    bar.companyIs(guest({ types: true }));
    expect(bar.types).toBe(true);
    expect(button().textContent).toBe("Stop");
    button().click();
    expect(did).toEqual(["ask", "done"]);
    bar.companyIs(guest());
    expect(bar.types).toBe(false);
    expect(button().getAttribute("aria-disabled")).toBe("false");
  });

  it("waits a minute after a no before it asks again", () => {
    bar.companyIs(guest({ asks: true }));
    bar.companyIs(guest());
    expect(text()).toContain("You can ask again in a minute");
    button().click();
    expect(did).toEqual([]);
    vi.advanceTimersByTime(ASK_AGAIN_MILLIS);
    button().click();
    expect(did).toEqual(["ask"]);
  });

  it("does not ask an empty room", () => {
    bar.companyIs(guest({}, false));
    expect(text()).toContain("no window open here");
    button().click();
    expect(did).toEqual([]);
  });

  it("takes a lost connection for no refusal, but for the end of leave to type", () => {
    bar.companyIs(guest({ types: true }));
    bar.companyIs(undefined);
    bar.connectionIs("waiting");
    expect(bar.types).toBe(false);
    expect(text()).toContain("Connection lost");
    button().click();
    expect(did).toEqual(["retry"]);
    bar.connectionIs("open");
    bar.companyIs(guest());
    expect(button().getAttribute("aria-disabled")).toBe("false");
  });

  it("says how the program and the terminal ended", () => {
    bar.stands("The shell ended.");
    expect(text()).toBe("The shell ended.");
    bar.stands("The workspace ended.");
    bar.connectionIs("ended");
    expect(text()).toBe("The workspace ended.");
    expect(button().hidden).toBe(true);
  });
});
