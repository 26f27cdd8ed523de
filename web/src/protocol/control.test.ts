import { describe, expect, it } from "vitest";
import list from "../../../src/test/resources/protocol.json";
import { decode, encode, SUBPROTOCOL, type ClientMessage } from "./control";

/** The list that the server's tests read too. */
interface Golden {
  subprotocol: string;
  fromBrowser: { name: string; message: ClientMessage }[];
  fromServer: { name: string; message: Record<string, unknown> }[];
}

const golden = list as Golden;

describe("The wire", () => {
  it("has the name that the server knows", () => {
    expect(SUBPROTOCOL).toBe(golden.subprotocol);
  });

  it.each(golden.fromServer)("lets the browser understand: $name", ({ message }) => {
    expect(decode(JSON.stringify(message))).toEqual(message);
  });

  it.each(golden.fromBrowser)("lets the browser say: $name", ({ message }) => {
    expect(JSON.parse(encode(message))).toEqual(message);
  });

  it.each(["", "hello", "[]", "null", "5", "{}", '{"type":5}', '{"type":"later invention"}'])(
    "passes over what it does not understand: %s",
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );

  it("reads a hello without details as one for a usual terminal with nothing to replay", () => {
    expect(decode('{"type":"hello","replay":-4,"cols":"wide"}')).toEqual({
      type: "hello",
      terminal: "",
      role: "type",
      cols: 80,
      rows: 24,
      replay: 0,
      skipped: false,
      sized: true,
      stream: "",
      position: 0,
      resumed: false,
      typed: 0,
    });
  });
});
