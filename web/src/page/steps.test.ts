import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import { page } from "../testing/page";
import { Steps } from "./steps";

const HTML = `<main id="steps">
  <nav class="step-nav"><ol>${[1, 2, 3]
    .map(
      (n) =>
        `<li><a href="#step-${n}" data-step="${n}" title="Title ${n}"><span class="visually-hidden"></span></a></li>`,
    )
    .join("")}</ol></nav>
  ${[1, 2, 3].map((n) => `<article class="step" data-step="${n}"><h2 class="step-title" tabindex="-1">Title ${n}</h2></article>`).join("")}
</main>`;

let steps: Steps;
let body: HTMLElement;

beforeEach(() => {
  location.hash = "";
  body = page(HTML);
  steps = new Steps(required("#steps"));
});

afterEach(() => {
  steps.dispose();
});

function shown(): string[] {
  return [...body.querySelectorAll<HTMLElement>("article:not([hidden])")].map(
    (article) => article.dataset["step"] ?? "",
  );
}

function go(hash: string): void {
  location.hash = hash;
  window.dispatchEvent(new Event("hashchange"));
}

describe("Steps", () => {
  it("show the first one at first, and one at a time", () => {
    expect(shown()).toEqual(["1"]);
    go("#step-3");
    expect(shown()).toEqual(["3"]);
    expect(steps.current).toBe(3);
  });

  it("mark the link of the step on show", () => {
    go("#step-2");
    const marked = [...body.querySelectorAll("[aria-current]")];
    expect(marked.map((link) => link.getAttribute("href"))).toEqual(["#step-2"]);
  });

  it("move the focus to the title, so that a screen reader goes on there", () => {
    go("#step-2");
    expect(document.activeElement?.textContent).toBe("Title 2");
  });

  it("fall back to the first for an address that names none", () => {
    go("#step-99");
    expect(shown()).toEqual(["1"]);
    go("#something");
    expect(shown()).toEqual(["1"]);
  });

  it("say which are done, also to those who do not see the colour", () => {
    steps.passed(new Set([2]));
    steps.passed(new Set([2]));
    const link = required<HTMLAnchorElement>('[data-step="2"]', required(".step-nav"));
    expect(link.classList.contains("done")).toBe(true);
    expect(link.textContent).toBe("Title 2 (done)");
  });
});
