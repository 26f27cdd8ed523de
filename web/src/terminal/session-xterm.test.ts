import { Terminal } from "@xterm/xterm";
import { describe, expect, it, vi } from "vitest";
import { bytes, SessionInHand } from "../testing/session-in-hand";
import { SocketInHand } from "../testing/socket-in-hand";
import type { Display } from "./session";

describe("Session with xterm.js", () => {
  /** The real parser, without a page around it. */
  function realDisplay(): Display & { terminal: Terminal } {
    const terminal = new Terminal({ allowProposedApi: true });
    return {
      terminal,
      size: { cols: 80, rows: 24 },
      write: (data, parsed) => {
        terminal.write(data, parsed);
      },
      startOver: (_size, done) => {
        terminal.write("", () => {
          terminal.reset();
          done();
        });
      },
      resize: () => undefined,
      resizeHere: () => undefined,
      room: () => undefined,
    };
  }

  it("answers a question of the program, but not the same question replayed", async () => {
    const real = realDisplay();
    const session = new SessionInHand(real);
    real.terminal.onData((text) => {
      session.type(bytes(text), false);
    });
    const question = "\x1b[c\x1b[6n\x1b[5n";
    SocketInHand.latest.greets(question.length);
    SocketInHand.latest.prints(`${question}\x1b[5n`);
    await vi.waitFor(() => {
      expect(SocketInHand.latest.typed).not.toBe("");
    });
    expect(SocketInHand.latest.typed).toBe("\x1b[0n");
    session.dispose();
    real.terminal.dispose();
  });
});
