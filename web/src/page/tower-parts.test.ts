import { beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import { before, LABS, learner, tower } from "../testing/tower";
import { page } from "../testing/page";
import { progressOf, queueOf, rowsOf, type Row } from "./tower-model";
import { TowerLearners } from "./tower-learners";
import { TowerProgress } from "./tower-progress";
import { TowerQueue } from "./tower-queue";
import type { TowerScreens } from "./tower-screens";

const rows = (...learners: Parameters<typeof tower>): Row[] => rowsOf(tower(...learners), LABS);

describe("The queue on the page", () => {
  let attended: string[];
  let queue: TowerQueue;

  beforeEach(() => {
    page(
      `<p id="tower-news"></p><section id="tower-queue"><p class="queue-none"></p><ol></ol></section>`,
    );
    attended = [];
    queue = new TowerQueue({ attend: (id) => attended.push(id) });
  });

  const items = (): string[] =>
    [...document.querySelectorAll("#tower-queue strong")].map((one) => one.textContent);

  it("shows who waits, tells who comes, and forgets who was helped", () => {
    queue.show(queueOf(rows(learner("Bea", { hand: before(90) }))));
    expect(required("#tower-news").textContent).toBe("");
    queue.show(
      queueOf(rows(learner("Cy", { hand: before(5) }), learner("Bea", { hand: before(95) }))),
    );
    expect(items()).toEqual(["Bea", "Cy"]);
    expect(required("#tower-news").textContent).toBe("Cy raises a hand.");
    required('[aria-label="I am there: Bea"]').click();
    expect(attended).toEqual(["id-Bea"]);
    queue.show([]);
    expect(items()).toEqual([]);
    expect(required(".queue-none").hidden).toBe(false);
  });

  it("keeps the focus while others come before and ages grow", () => {
    queue.show(queueOf(rows(learner("Bea", { hand: before(30) }))));
    const button = required("button");
    button.focus();
    queue.show(
      queueOf(rows(learner("Early", { hand: before(300) }), learner("Bea", { hand: before(95) }))),
    );
    expect(items()).toEqual(["Early", "Bea"]);
    expect(document.activeElement).toBe(button);
    expect(required('[data-learner="id-Bea"] .queue-wait').textContent).toBe("1 min");
  });
});

describe("The learners on the page", () => {
  const watched = vi.fn();
  const left = vi.fn();
  let list: TowerLearners;

  beforeEach(() => {
    localStorage.clear();
    page(`<input id="tower-filter"><select id="tower-sort"><option value="need"></option>
      <option value="name"></option></select><button data-look="cards"></button>
      <button data-look="rows"></button><p id="tower-none"></p><ul id="tower-learners"></ul>`);
    watched.mockClear();
    left.mockClear();
    list = new TowerLearners({ watch: watched, leave: left } as unknown as TowerScreens);
  });

  const names = (): string[] =>
    [...document.querySelectorAll(".tower-name")].map((one) => one.textContent);

  it("leaves cards alone that did not change", () => {
    list.show(rows(learner("Bea", {}), learner("Cy", {})));
    const changes = vi.fn();
    new MutationObserver(changes).observe(required("#tower-learners"), {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    list.show(rows(learner("Bea", {}), learner("Cy", {})));
    expect(changes).not.toHaveBeenCalled();
    expect(names()).toEqual(["Bea", "Cy"]);
  });

  it("brings who needs help to the front and keeps the focus where it was", () => {
    list.show(rows(learner("Bea", {}), learner("Cy", {})));
    required("[data-learner=id-Cy] a").focus();
    list.show(rows(learner("Bea", {}), learner("Cy", { hand: before(61) })));
    expect(names()).toEqual(["Cy", "Bea"]);
    expect((document.activeElement as HTMLElement).textContent).toBe("Cy");
    expect(required("[data-learner=id-Cy]").dataset["tone"]).toBe("hand");
    expect(required("[data-learner=id-Cy]").textContent).toContain("Hand up for 1 min");
  });

  it("does not move anything away from under a pointer", () => {
    list.show(rows(learner("Bea", {}), learner("Cy", {})));
    required("#tower-learners").dispatchEvent(new Event("pointermove"));
    list.show(rows(learner("Bea", {}), learner("Cy", { hand: before(61) })));
    expect(names()).toEqual(["Bea", "Cy"]);
  });

  it("says why nobody is on show", () => {
    list.show([]);
    expect(required("#tower-none").textContent).toContain("Nobody has joined yet");
    list.show(rows(learner("Bea", {})));
    const filter = required<HTMLInputElement>("#tower-filter");
    filter.value = "zzz";
    filter.dispatchEvent(new Event("input"));
    expect(names()).toEqual([]);
    expect(required("#tower-none").textContent).toContain("No learner matches");
  });

  it("watches the terminals of those who are there and lets go of the others", () => {
    list.show(rows(learner("Bea", {}), learner("Cy", {})));
    expect(watched).toHaveBeenCalledWith(expect.anything(), ["t-Cy"]);
    list.show(rows(learner("Bea", {})));
    expect(left).toHaveBeenCalledTimes(1);
    expect(names()).toEqual(["Bea"]);
  });

  it("remembers whether cards or a list were wanted", () => {
    required("[data-look=rows]").click();
    expect(required("#tower-learners").dataset["look"]).toBe("rows");
    expect(required("[data-look=rows]").getAttribute("aria-pressed")).toBe("true");
    expect(localStorage.getItem("sidelab.tower")).toBe("rows");
  });
});

describe("The progress on the page", () => {
  it("has a bar for each task, where the class is, and a way to move all there", () => {
    page('<div id="tower-progress"></div>');
    const moves: string[] = [];
    const progress = new TowerProgress((lab, step) => moves.push(`${lab} ${step}`));
    const labs = progressOf(tower(learner("A", { passed: { box: [1] } }), learner("B", {})), LABS);
    progress.show(labs, { lab: "box", step: 2 }, true);
    const step = (number: number): HTMLElement =>
      required(`[data-lab=box] [data-step="${number}"]`);
    expect(required<HTMLProgressElement>("progress", step(1)).value).toBe(1);
    expect(required(".step-figures", step(1)).textContent).toBe("1/2 passed");
    expect(required(".step-figures", step(2)).textContent).toBe("no task · 2 here");
    expect(required(".badge", step(2)).hidden).toBe(false);
    expect(required(".badge", step(1)).hidden).toBe(true);
    required("button", step(3)).click();
    expect(moves).toEqual(["box 3"]);
  });
});
