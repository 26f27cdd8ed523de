import { describe, expect, it } from "vitest";
import { learner, LABS, NOW, tower, before } from "../testing/tower";
import { age, arranged, countsOf, progressOf, queueOf, rowsOf } from "./tower-model";

const rows = (...learners: Parameters<typeof tower>): ReturnType<typeof rowsOf> =>
  rowsOf(tower(...learners), LABS);

const names = (list: readonly { name: string }[]): string[] => list.map((one) => one.name);

describe("An age", () => {
  it("is told in whole minutes by the server's clock", () => {
    expect(age(before(20), NOW)).toBe("<1 min");
    expect(age(before(60), NOW)).toBe("1 min");
    expect(age(before(3_900), NOW)).toBe("1 h 5 min");
    expect(age(before(-30), NOW)).toBe("<1 min");
    expect(age("no time", NOW)).toBe("<1 min");
  });
});

describe("A learner's state in words", () => {
  it("is the most urgent thing to know", () => {
    const stuck = ["The check of step 2 failed 3 times."];
    const [hand, failing, queued, starting, none, over, works] = rows(
      learner("Hanna", { hand: before(180), stuck }),
      learner("Sam", { stuck }),
      learner("Quin", { workspace: { state: "queued", place: 4 } }),
      learner("Stella", { workspace: { state: "starting" } }),
      learner("Nobody", { lab: "", step: 0, workspace: null }),
      learner("Over", { workspace: { state: "closed" } }),
      learner("Wanda", { stepSince: before(150), active: before(70) }),
    );
    expect(hand).toMatchObject({ tone: "hand", status: "Hand up for 3 min", handFor: "3 min" });
    expect(failing).toMatchObject({ tone: "stuck", status: stuck[0] });
    expect(queued?.status).toBe("Waits for room, place 4");
    expect(starting?.tone).toBe("wait");
    expect(none?.status).toBe("Has not started a lab");
    expect(over?.status).toBe("The lab has ended");
    expect(works?.status).toBe("On step 2 min, idle 1 min");
  });

  it("has tasks of the lab they are in, and terminals only while it runs", () => {
    const [one, gone] = rows(
      learner("One", { passed: { box: [1], other: [1] } }),
      learner("Gone", { workspace: { state: "closing" } }),
    );
    expect(one).toMatchObject({ passed: 1, tasks: 2, passedInAll: 2, where: "Box · 2. Break" });
    expect(one?.terminals).toEqual(["t-One"]);
    expect(gone?.terminals).toEqual([]);
  });
});

describe("The order of learners", () => {
  const class5 = rows(
    learner("Zoe", { hand: before(10) }),
    learner("anna", { passed: { box: [1, 3] } }),
    learner("Émile", { stuck: ["Nothing for 4 minutes after a check failed."] }),
    learner("Learner 10", {}),
    learner("Learner 2", { passed: { box: [1] } }),
  );

  it("has those first who need help, then by name as people read", () => {
    expect(names(arranged(class5, "need", ""))).toEqual([
      "Zoe",
      "Émile",
      "anna",
      "Learner 2",
      "Learner 10",
    ]);
  });

  it("has raised hands in the order of their queue", () => {
    const hands = rows(
      learner("Amy", { hand: before(5) }),
      learner("Zed", { hand: before(500) }),
      learner("Bob", {}),
    );
    expect(names(arranged(hands, "need", ""))).toEqual(["Zed", "Amy", "Bob"]);
  });

  it("goes by name or by progress, least first", () => {
    expect(names(arranged(class5, "name", ""))).toEqual([
      "anna",
      "Émile",
      "Learner 2",
      "Learner 10",
      "Zoe",
    ]);
    expect(names(arranged(class5, "progress", "")).at(-1)).toBe("anna");
  });

  it("keeps those that have all words of the filter somewhere", () => {
    expect(names(arranged(class5, "need", "LEARNER break"))).toEqual(["Learner 2", "Learner 10"]);
    expect(names(arranged(class5, "need", "after a check"))).toEqual(["Émile"]);
    expect(arranged(class5, "need", "nobody")).toEqual([]);
  });
});

describe("The queue of hands", () => {
  it("has who has waited longest first", () => {
    const queue = queueOf(
      rows(
        learner("Late", { hand: before(5) }),
        learner("Down", {}),
        learner("Early", { hand: before(300) }),
      ),
    );
    expect(names(queue)).toEqual(["Early", "Late"]);
  });
});

describe("Figures of the class", () => {
  it("count who is there, works, is stuck and waits", () => {
    const counts = countsOf(
      tower(
        learner("A", { present: false, workspace: null, lab: "" }),
        learner("B", { stuck: ["x"], hand: before(1) }),
        learner("C", { workspace: { state: "queued" } }),
        learner("D", { workspace: { state: "closed" } }),
      ),
    );
    expect(counts).toEqual({ joined: 4, present: 3, working: 2, stuck: 1, hands: 1 });
  });

  it("tell for each step how many passed it and how many are there", () => {
    const [box, other] = progressOf(
      tower(
        learner("A", { passed: { box: [1] }, step: 2 }),
        learner("B", { passed: { box: [1, 3] }, step: 3 }),
        learner("C", { lab: "other", step: 1, passed: { box: [1] } }),
        learner("D", { lab: "", step: 0, workspace: null }),
      ),
      LABS,
    );
    expect(box?.begun).toBe(3);
    expect(box?.steps.map((one) => [one.passed, one.here])).toEqual([
      [3, 0],
      [0, 1],
      [1, 1],
    ]);
    expect(other).toMatchObject({ begun: 1 });
  });
});
