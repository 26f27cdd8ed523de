import { describe, expect, it } from "vitest";
import { byHand } from "./by-hand";
import { requestedCopy } from "./clipboard";
import { meaningOf, type Key } from "./keys";
import { isWebAddress } from "./links";
import { pasteable } from "./paste";

function key(code: string, held = ""): Key {
  return {
    type: "keydown",
    key: code,
    code,
    ctrlKey: held.includes("c"),
    shiftKey: held.includes("s"),
    altKey: held.includes("a"),
    metaKey: held.includes("m"),
  };
}

describe("Keys", () => {
  it("leave Ctrl+C to the program unless something is selected", () => {
    expect(meaningOf(key("KeyC", "c"), false, false)).toBe("program");
    expect(meaningOf(key("KeyC", "c"), true, false)).toBe("copy");
  });

  it("copy and paste as terminals do", () => {
    expect(meaningOf(key("KeyC", "cs"), false, false)).toBe("copy");
    expect(meaningOf(key("KeyV", "cs"), false, false)).toBe("paste");
    expect(meaningOf(key("Insert", "c"), true, false)).toBe("copy");
    expect(meaningOf(key("Insert", "s"), false, false)).toBe("paste");
  });

  it("copy and paste with Cmd on a Mac, where Ctrl+C is always the program's without selection", () => {
    expect(meaningOf(key("KeyC", "m"), true, true)).toBe("copy");
    expect(meaningOf(key("KeyV", "m"), false, true)).toBe("paste");
    expect(meaningOf(key("KeyC", "c"), false, true)).toBe("program");
  });

  it("leave a way out for those without a mouse", () => {
    expect(meaningOf(key("ArrowUp", "cs"), false, false)).toBe("leave-back");
    expect(meaningOf(key("ArrowDown", "cs"), false, false)).toBe("leave-on");
  });

  it("leave all else to the program", () => {
    for (const other of [key("KeyV", "c"), key("Tab"), key("ArrowUp", "c"), key("KeyC", "csa")]) {
      expect(meaningOf(other, true, false)).toBe("program");
    }
  });
});

describe("What a person types", () => {
  const letter = Uint8Array.of(0x61);
  const sequence = Uint8Array.of(0x1b, 0x5b);

  function during(event: Event, bytes: Uint8Array): boolean | undefined {
    let byPerson: boolean | undefined;
    const note = (): void => {
      byPerson = byHand(bytes);
    };
    // happy-dom knows no window.event: this is what browsers make of it.
    Object.defineProperty(window, "event", { value: event, configurable: true });
    note();
    Object.defineProperty(window, "event", { value: undefined, configurable: true });
    return byPerson;
  }

  it("comes with a key, a click on the key bar or a paste", () => {
    for (const type of ["keydown", "input", "click", "paste"]) {
      expect(during(new Event(type), sequence)).toBe(true);
    }
  });

  it("may come behind the event, when an input method made it", () => {
    expect(during(undefined as unknown as Event, letter)).toBe(true);
  });

  it("is no answer to what a program printed, and no report of the mouse or the focus", () => {
    expect(during(undefined as unknown as Event, sequence)).toBe(false);
    expect(during(new MessageEvent("message"), sequence)).toBe(false);
    for (const type of ["mousedown", "mouseup", "mousemove", "wheel", "focus", "blur"]) {
      expect(during(new Event(type), sequence)).toBe(false);
    }
  });
});

describe("A pasted text", () => {
  it("keeps its letters, tabs and lines and loses what would end its brackets or press keys", () => {
    expect(pasteable("a\tb\r\nc ä€😀")).toBe("a\tb\r\nc ä€😀");
    expect(pasteable("a\x1b[201~\x03b\x9b201~\x7f\x00")).toBe("a[201~b201~");
  });
});

describe("A program's wish to copy", () => {
  it("is read as UTF-8", () => {
    expect(requestedCopy(`c;${btoa("\xc3\xa4\xe2\x82\xac")}`)).toBe("ä€");
  });

  it.each([
    "c;?",
    "c;",
    "c",
    "",
    ";;;",
    "c;%%%",
    `c;${btoa("\xff\xfe")}`,
    `c;${"A".repeat(2_000_000)}`,
  ])("is passed over when it asks to read, is broken or is huge (case %#)", (data) => {
    expect(requestedCopy(data)).toBeUndefined();
  });
});

describe("A link that a program prints", () => {
  it("is opened on the web only", () => {
    expect(isWebAddress("https://example.org/x")).toBe(true);
    for (const other of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "data:text/html,x",
      "nothing",
    ]) {
      expect(isWebAddress(other)).toBe(false);
    }
  });
});
