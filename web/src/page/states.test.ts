import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import type { Workspace } from "../protocol/workspace";
import { page } from "../testing/page";
import { Clock, WARN_MILLIS } from "./clock";
import { inWords, took } from "./duration";
import { completeImages, showImage } from "./image-states";
import { showProgress } from "./progress";
import { StatePanel } from "./state-panel";

const READY: Workspace = { id: "w", lab: "one-kernel", state: "ready", machines: [] };

describe("The state panel", () => {
  let again: number;
  let left: number;
  let panel: StatePanel;

  beforeEach(() => {
    page('<div id="p" hidden></div>');
    again = 0;
    left = 0;
    panel = new StatePanel(required("#p"), {
      startAgain: () => (again += 1),
      leaveQueue: () => (left += 1),
    });
  });

  it("is not there while there are machines", () => {
    expect(panel.update(READY)).toBe(false);
  });

  it("tells the place in the queue and lets the learner leave it", () => {
    expect(panel.update({ ...READY, state: "queued", place: 3 })).toBe(true);
    expect(required("#p").textContent).toContain("2 before you");
    panel.update({ ...READY, state: "queued", place: 1 });
    expect(required("#p").textContent).toContain("You are next");
    required("button").click();
    expect(left).toBe(1);
  });

  it("says why a lab ended and offers a way on", () => {
    panel.update({ ...READY, state: "closed", message: "Nobody used this lab for a while." });
    expect(required("#p").textContent).toContain("Nobody used this lab for a while.");
    required("button").click();
    expect(again).toBe(1);
    expect(required("a").getAttribute("href")).toBe("/");
  });

  it("goes away when a queued lab starts", () => {
    panel.update({ ...READY, state: "queued", place: 1 });
    expect(panel.update({ ...READY, state: "starting" })).toBe(false);
  });
});

describe("The clock", () => {
  const START = Date.parse("2026-01-01T10:00:00Z");
  let now: number;
  let said: string[];
  let clock: Clock;

  beforeEach(() => {
    vi.useFakeTimers();
    page(
      '<div class="clock" hidden><span class="clock-text"></span><button id="extend" hidden></button></div>',
    );
    now = START;
    said = [];
    clock = new Clock(
      required(".clock"),
      {
        extend: () => said.push("extend"),
        stay: () => said.push("stay"),
        lookAgain: () => said.push("look"),
        warn: (text, label) => said.push(`${text} [${label ?? ""}]`),
        calm: () => said.push("calm"),
      },
      () => now,
    );
  });

  afterEach(() => {
    clock.dispose();
    vi.useRealTimers();
  });

  function at(millis: number): string {
    return new Date(START + millis).toISOString();
  }

  it("stands still while the instructor has paused it, and goes on afterwards", () => {
    const soon = { ...READY, expires: at(60_000), extendable: true };
    clock.update({ ...soon, paused: true });
    expect(required(".clock-text").textContent).toBe("Paused");
    expect(required("#extend").hidden).toBe(true);
    expect(said.join()).toContain("Paused by your instructor: the time stands still");
    clock.update({ ...READY, expires: at(59 * 60_000), paused: false });
    expect(required(".clock-text").textContent).toBe("59 min left");
  });

  it("counts down in words", () => {
    clock.update({ ...READY, expires: at(59 * 60_000) });
    expect(required(".clock-text").textContent).toBe("59 min left");
  });

  it("warns once before the end and offers more time where there is some", () => {
    clock.update({ ...READY, expires: at(10 * 60_000), extendable: true });
    expect(said).toEqual([]);
    now += 10 * 60_000 - WARN_MILLIS + 1_000;
    vi.advanceTimersByTime(5_000);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("[Extend]");
    clock.update({ ...READY, expires: at(60 * 60_000) });
    expect(said.at(-1)).toBe("calm");
  });

  it("looks again before it says that nobody is here", () => {
    const idle = { ...READY, expires: at(60 * 60_000), idleAt: at(60_000) };
    clock.update(idle);
    expect(said).toEqual(["look"]);
    clock.update(idle);
    expect(said[1]).toContain("[I am here]");
  });

  it("is not there when the lab has ended", () => {
    clock.update({ ...READY, state: "closed", expires: at(60_000) });
    expect(required(".clock").hidden).toBe(true);
  });
});

describe("An image on the catalogue", () => {
  beforeEach(() => {
    page(`<li data-image="debian:12" data-state="waiting"><span class="image-state-text"></span>
      <progress hidden></progress><p class="image-remedy" hidden></p></li>`);
  });

  it("has a text even where the server gave none", () => {
    completeImages(document);
    expect(required(".image-state-text").textContent).toBe("Image waits its turn");
  });

  it("shows progress, then that it is there", () => {
    showImage(document, { image: "debian:12", state: "working", message: "2 of 5", percent: 40 });
    expect(required<HTMLProgressElement>("progress").hidden).toBe(false);
    expect(required("progress").getAttribute("value")).toBe("40");
    showImage(document, { image: "debian:12", state: "ready" });
    expect(required<HTMLProgressElement>("progress").hidden).toBe(true);
    expect(required("li").dataset["state"]).toBe("ready");
  });

  it("shows reason and remedy of a failure, as text", () => {
    showImage(document, {
      image: "debian:12",
      state: "failed",
      message: "No mirror answers <now>.",
      remedy: "Set a mirror.",
    });
    expect(required(".image-state-text").textContent).toBe("No mirror answers <now>.");
    expect(required(".image-remedy").hidden).toBe(false);
  });

  it("makes the lab offer another try, unless it can do without", () => {
    page(
      ["false", "true"]
        .map(
          (optional) => `<article class="lab-card"><ul>
          <li data-image="debian:12" data-state="working" data-optional="${optional}">
            <span class="image-state-text"></span><progress></progress><p class="image-remedy"></p>
          </li></ul>
          <button data-start="x"><span class="button-label">Start</span></button></article>`,
        )
        .join(""),
    );
    const labels = (): string[] =>
      [...document.querySelectorAll(".button-label")].map((label) => label.textContent);
    showImage(document, { image: "debian:12", state: "failed" });
    expect(labels()).toEqual(["Try again", "Start"]);
    showImage(document, { image: "debian:12", state: "working" });
    expect(labels()).toEqual(["Start", "Start"]);
  });

  it("is left alone by news of another", () => {
    showImage(document, { image: "debian:13", state: "ready" });
    expect(required("li").dataset["state"]).toBe("waiting");
  });
});

describe("Progress", () => {
  it("counts tasks, and is not there without any", () => {
    page('<div id="p"><progress></progress><span class="progress-text"></span></div>');
    showProgress(required("#p"), 1, 3);
    expect(required(".progress-text").textContent).toBe("1 of 3 tasks");
    showProgress(required("#p"), 3, 3);
    expect(required(".progress-text").textContent).toBe("All tasks done");
    showProgress(required("#p"), 0, 0);
    expect(required("#p").hidden).toBe(true);
  });
});

describe("Durations", () => {
  it("read as people say them", () => {
    expect([5_000, 61_000, 3_600_000, 5_400_000, -1].map(inWords)).toEqual([
      "5 s",
      "1 min",
      "1 h",
      "1 h 30 min",
      "0 s",
    ]);
    expect([412, 9_940, 14_230].map(took)).toEqual(["0.4 s", "9.9 s", "14 s"]);
  });
});
