import { beforeEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import { page } from "../testing/page";
import { MachineNote } from "./machine-note";

const RESTARTED = "The Docker engine was restarted, and this machine with it.";

describe("A machine's note", () => {
  let note: MachineNote;

  beforeEach(() => {
    note = new MachineNote();
    page("").append(note.element);
  });

  function shown(): string {
    return note.element.hidden ? "" : required("p", note.element).textContent;
  }

  it("is there as long as there is something to say", () => {
    expect(shown()).toBe("");
    note.say(RESTARTED);
    expect(shown()).toBe(RESTARTED);
    note.say("");
    expect(shown()).toBe("");
  });

  it("stays dismissed until there is something new", () => {
    note.say(RESTARTED);
    required("button", note.element).click();
    note.say(RESTARTED);
    expect(shown()).toBe("");
    note.say("The virtual machine has not answered for 120 seconds.");
    expect(shown()).toContain("has not answered");
  });
});
