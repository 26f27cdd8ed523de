import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeyBar } from "./key-bar";
import { StatusBar } from "./status-bar";

describe("The key bar", () => {
  const pressed: string[] = [];
  const target = {
    applicationCursor: false,
    press: (text: string) => pressed.push(text),
    focus: () => undefined,
  };

  function click(bar: KeyBar, label: string): void {
    bar.element.querySelector<HTMLElement>(`[aria-label^="${label}"]`)?.click();
  }

  beforeEach(() => {
    pressed.length = 0;
    target.applicationCursor = false;
  });

  it("types the keys that touch keyboards lack", () => {
    const bar = new KeyBar(target);
    ["Escape", "Tab", "Up"].forEach((label) => {
      click(bar, label);
    });
    target.applicationCursor = true;
    click(bar, "Up");
    expect(pressed).toEqual(["\x1b", "\t", "\x1b[A", "\x1bOA"]);
    bar.dispose();
  });

  it("makes one control character after Ctrl, then lets letters be letters", () => {
    const bar = new KeyBar(target);
    const c = Uint8Array.of(0x63);
    expect(bar.modify(c)).toEqual(c);
    click(bar, "Control");
    expect(bar.modify(c)).toEqual(Uint8Array.of(3));
    expect(bar.modify(c)).toEqual(c);
    bar.dispose();
  });

  it("holds Ctrl for whatever key is next: a space, an arrow, or one that it does not change", () => {
    const bar = new KeyBar(target);
    const ctrl = bar.element.querySelector("[aria-pressed]");
    click(bar, "Control");
    expect(bar.modify(Uint8Array.of(0x20))).toEqual(Uint8Array.of(0));
    click(bar, "Control");
    click(bar, "Left");
    click(bar, "Left");
    expect(pressed).toEqual(["\x1b[1;5D", "\x1b[D"]);
    click(bar, "Control");
    expect(bar.modify(Uint8Array.of(0x31))).toEqual(Uint8Array.of(0x31));
    expect(ctrl?.getAttribute("aria-pressed")).toBe("false");
    bar.dispose();
  });

  it("holds Ctrl on while the mouse is reported", () => {
    const bar = new KeyBar(target);
    const report = Uint8Array.of(0x1b, 0x5b, 0x3c);
    click(bar, "Control");
    expect(bar.modify(report)).toEqual(report);
    expect(bar.modify(Uint8Array.of(0x63))).toEqual(Uint8Array.of(3));
    bar.dispose();
  });
});

describe("The status bar", () => {
  let retries: number;
  let bar: StatusBar;

  beforeEach(() => {
    vi.useFakeTimers();
    retries = 0;
    bar = new StatusBar(() => (retries += 1));
  });

  afterEach(() => {
    bar.dispose();
    vi.useRealTimers();
  });

  it("says that the connection is lost until it is back, and then that it is back", () => {
    bar.lost();
    expect(bar.element.textContent).toContain("Connection lost");
    bar.element.querySelector("button")?.click();
    expect(retries).toBe(1);
    bar.connected(true);
    expect(bar.element.textContent).toBe("Reconnected.");
    vi.advanceTimersByTime(5_000);
    expect(bar.element.textContent).toBe("");
  });

  it("comes back to how the program ended after a hint", () => {
    bar.standing("The shell ended.");
    bar.hint("Copied.");
    expect(bar.element.textContent).toBe("Copied.");
    vi.advanceTimersByTime(5_000);
    expect(bar.element.textContent).toBe("The shell ended.");
  });

  it("keeps what is to be read and done through a lost connection, one after the other", () => {
    const taken: string[] = [];
    bar.lost();
    bar.offer("shell", "Shell 2 has ended.", "Dismiss", () => taken.push("shell"));
    bar.offer("size", "Another size.", "Use mine", () => taken.push("size"));
    expect(bar.element.textContent).toContain("Connection lost");
    bar.connected(true);
    expect(bar.element.textContent).toBe("Shell 2 has ended.Dismiss");
    bar.element.querySelector("button")?.click();
    expect(bar.element.textContent).toBe("Another size.Use mine");
    bar.withdraw("size");
    expect(bar.element.textContent).toBe("");
    expect(taken).toEqual(["shell"]);
  });

  it("does not say reconnected at the first connection", () => {
    bar.connected(false);
    expect(bar.element.textContent).toBe("");
  });
});
