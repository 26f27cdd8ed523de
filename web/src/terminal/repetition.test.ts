import { describe, expect, it } from "vitest";
import type { Terminal } from "@xterm/xterm";
import { boundRepetitions } from "./repetition";

type Handler = (params: (number | number[])[]) => boolean | Promise<boolean>;

describe("Sequences that repeat", () => {
  const handlers = new Map<string | undefined, Handler>();
  const parser = {
    registerCsiHandler: ({ final }: { final: string }, handler: Handler) => {
      handlers.set(final, handler);
      return { dispose: () => handlers.delete(final) };
    },
  };

  it("are passed over beyond what a screen can hold, and else left to xterm.js", () => {
    const held = boundRepetitions({ parser } as unknown as Pick<Terminal, "parser">);
    expect([...handlers.keys()].join("")).toBe("IZLMSTb");
    for (const handler of handlers.values()) {
      expect(handler([])).toBe(false);
      expect(handler([500])).toBe(false);
      expect(handler([501])).toBe(true);
      expect(handler([2_147_483_647])).toBe(true);
    }
    held.dispose();
    expect(handlers.size).toBe(0);
  });
});
