import { beforeEach, describe, expect, it } from "vitest";
import type { Companion, Company } from "../protocol/control";
import { GuestNotice } from "./guest-notice";

const ADA: Companion = { id: "1", name: "Ada, instructor", types: false, asks: false };
const BEN: Companion = { id: "2", name: "Ben", types: false, asks: false };

function company(viewers: Companion[], more = 0): Company {
  return { type: "company", viewers, more, attended: true, you: { guest: false } };
}

describe("The notice of guests", () => {
  let said: string[];
  let notice: GuestNotice;
  let terminal: HTMLTextAreaElement;

  beforeEach(() => {
    said = [];
    terminal = document.createElement("textarea");
    notice = new GuestNotice({
      answer: (guest, mayType) => said.push(`${guest} ${mayType}`),
      focusBack: () => {
        terminal.focus();
      },
    });
    document.body.replaceChildren(notice.badge, notice.spoken, notice.questions, terminal);
    terminal.focus();
  });

  const words = (): string => notice.badge.querySelector(".guest-words")?.textContent ?? "";
  const button = (label: string): HTMLButtonElement | undefined =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);

  it.each([
    [[ADA], 0, "Ada, instructor, is watching"],
    [[BEN], 0, "Ben is watching"],
    [[ADA, BEN], 0, "Ada, instructor, and Ben are watching"],
    [[BEN, ADA], 58, "Ben and 59 more are watching"],
    [[{ ...BEN, types: true }, ADA], 0, "Ben is typing with you"],
    [[{ ...BEN, asks: true }], 0, "Ben is watching"],
  ])("says who is there in one sentence", (viewers, more, expected) => {
    notice.show(company(viewers, more));
    expect(words()).toBe(expected);
    expect(notice.badge.hidden).toBe(false);
  });

  it("is not there while nobody is, and goes with the last", () => {
    expect(notice.badge.hidden).toBe(true);
    notice.show(undefined);
    expect(notice.spoken.textContent).toBe("");
    notice.show(company([ADA]));
    notice.show(company([]));
    expect(notice.badge.hidden).toBe(true);
    expect(notice.spoken.textContent).toBe("Nobody else is at this terminal now.");
  });

  it("asks without taking the focus, and gives it back to the terminal after the answer", () => {
    notice.show(
      company([
        { ...ADA, asks: true },
        { ...BEN, asks: true },
      ]),
    );
    expect(document.activeElement).toBe(terminal);
    expect(notice.questions.querySelector("p")?.textContent).toBe(
      "Ada, instructor, asks to type here beside you.",
    );
    expect(notice.spoken.textContent).toContain("Ben asks to type here beside you.");
    button("Allow")?.focus();
    button("Allow")?.click();
    expect(said).toEqual(["1 true"]);
    expect(document.activeElement).toBe(terminal);
    button("Not now")?.click();
    expect(said).toEqual(["1 true", "1 false"]);
  });

  it("leaves a question as it is while others come and go, and never loses the focus", () => {
    notice.show(company([{ ...ADA, asks: true }]));
    const allow = button("Allow");
    allow?.focus();
    notice.show(company([{ ...ADA, asks: true }, BEN]));
    expect(document.activeElement).toBe(allow);
    notice.show(company([BEN]));
    expect(document.activeElement).toBe(terminal);
    expect(notice.questions.hidden).toBe(true);
  });

  it("shows no more than three questions at once", () => {
    const many = [...Array(10).keys()].map((id) => ({ ...BEN, id: String(id), asks: true }));
    notice.show(company(many));
    expect(notice.questions.children).toHaveLength(3);
  });

  it("stops all who type, and only them", () => {
    notice.show(company([{ ...ADA, types: true }, BEN]));
    expect(notice.shared).toBe(true);
    button("Stop")?.click();
    expect(said).toEqual(["1 false"]);
    notice.show(company([ADA, BEN]));
    expect(notice.shared).toBe(false);
    expect(button("Stop")?.hidden).toBe(true);
  });

  it("shows names as text, whatever is in them", () => {
    notice.show(company([{ ...ADA, name: "<img src=x onerror=alert(1)>", asks: true }]));
    expect(document.querySelector("img")).toBeNull();
  });
});
