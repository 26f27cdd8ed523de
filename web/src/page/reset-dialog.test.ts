import { beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import { page } from "../testing/page";
import { resetDialog } from "./reset-dialog";

describe("The question before a machine starts over", () => {
  let answer: () => Promise<void>;
  let asked = 0;

  beforeEach(() => {
    page("");
    asked = 0;
    answer = () => Promise.resolve();
    resetDialog("Box", () => {
      asked++;
      return answer();
    }).open();
  });

  it("says what is lost", () => {
    expect(required("dialog h2").textContent).toBe("Start “Box” over?");
    expect(required("#question-lost").textContent).toContain("Everything in it is lost");
  });

  it("does nothing when it is cancelled", () => {
    required<HTMLButtonElement>("dialog button[type=button]").click();
    expect(document.querySelector("dialog")).toBeNull();
    expect(asked).toBe(0);
  });

  it("has the machine made anew and goes away", async () => {
    required<HTMLButtonElement>("dialog .danger").click();
    await vi.waitFor(() => {
      expect(document.querySelector("dialog")).toBeNull();
    });
    expect(asked).toBe(1);
  });

  it("stays with the reason when it is refused", async () => {
    answer = () => Promise.reject(new Error("Box is being changed already."));
    required<HTMLButtonElement>("dialog .danger").click();
    await vi.waitFor(() => {
      expect(required("dialog [role=alert]").textContent).not.toBe("");
    });
    expect(required<HTMLButtonElement>("dialog .danger").disabled).toBe(false);
  });
});
