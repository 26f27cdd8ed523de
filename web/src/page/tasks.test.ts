import { afterEach, describe, expect, it } from "vitest";
import { required } from "../dom";
import type { Disposable } from "../disposables";
import type { AnswerOutcome, CheckOutcome, PredictionOutcome } from "../protocol/workspace";
import { inHand, page, settled } from "../testing/page";
import { ApiError } from "./api";
import { Checks } from "./checks";
import { CodeBlocks } from "./code-blocks";
import { Predictions } from "./predictions";
import { Quiz } from "./quiz";

const made: Disposable[] = [];

afterEach(() => {
  made.splice(0).forEach((disposable) => {
    disposable.dispose();
  });
});

const TASK = `<article class="step" data-step="2">
  <section class="task" data-step="2"><button type="button">Check</button><div class="outcome" role="status"></div></section>
</article>`;

function outcome(): HTMLElement {
  return required(".outcome");
}

describe("A check", () => {
  function checking(): { answer: ReturnType<typeof inHand<CheckOutcome>>; calls: number[] } {
    page(TASK);
    const answer = inHand<CheckOutcome>();
    const calls: number[] = [];
    const checks = new Checks(document, (step) => {
      calls.push(step);
      return answer.promise;
    });
    made.push(checks);
    required("button").click();
    return { answer, calls };
  }

  it("says that it is done", async () => {
    const { answer, calls } = checking();
    expect(outcome().textContent).toContain("Checking");
    answer.resolve({ passed: true, hint: "", output: "" });
    await settled();
    expect(calls).toEqual([2]);
    expect(outcome().dataset["kind"]).toBe("good");
  });

  it("shows hint and output when it is not done, as text", async () => {
    const { answer } = checking();
    answer.resolve({ passed: false, hint: "Try <b>uname</b>.", output: "cat: no such file" });
    await settled();
    expect(outcome().textContent).toContain("Try <b>uname</b>.");
    expect(outcome().querySelector("details pre")?.textContent).toBe("cat: no such file");
  });

  it("shows output that is the hint itself once", async () => {
    const { answer } = checking();
    answer.resolve({ passed: false, hint: "Look again.", output: "Look again.\n" });
    await settled();
    expect(outcome().querySelector("details")).toBeNull();
  });

  it("says why it could not run, and can be tried again", async () => {
    const { answer } = checking();
    answer.reject(new ApiError(409, "check_running", "A check runs already."));
    await settled();
    expect(outcome().textContent).toContain("A check runs already.");
    expect(required("button").hasAttribute("aria-disabled")).toBe(false);
  });

  it("runs once however often it is clicked, and keeps the focus", () => {
    const { calls } = checking();
    required("button").click();
    expect(calls).toEqual([2]);
    expect(required<HTMLButtonElement>("button").disabled).toBe(false);
  });

  it("of before a reload shows as done", () => {
    page(TASK);
    const checks = new Checks(document, () => inHand<CheckOutcome>().promise);
    made.push(checks);
    checks.passed(new Set([2]));
    expect(outcome().textContent).toContain("Done");
    expect(checks.count).toBe(1);
  });
});

describe("A question", () => {
  const QUESTION = `<article class="step" data-step="3"><form class="question" data-question="shared">
    ${[0, 1, 2].map((n) => `<input type="checkbox" name="choice" value="${n}">`).join("")}
    <button type="submit">Answer</button><div class="outcome" role="status"></div></form></article>`;

  function asked(): { sent: unknown[]; answer: ReturnType<typeof inHand<AnswerOutcome>> } {
    page(QUESTION);
    const sent: unknown[] = [];
    const answer = inHand<AnswerOutcome>();
    const quiz = new Quiz(document, (...parts) => {
      sent.push(parts);
      return answer.promise;
    });
    made.push(quiz);
    return { sent, answer };
  }

  function submit(): void {
    required("form").dispatchEvent(new Event("submit", { cancelable: true }));
  }

  it("sends what is chosen and shows the explanation", async () => {
    const { sent, answer } = asked();
    for (const value of [0, 2]) {
      required<HTMLInputElement>(`[value="${value}"]`).checked = true;
    }
    submit();
    answer.resolve({ right: true, explanation: "<p>Because <em>one</em> kernel.</p>" });
    await settled();
    expect(sent).toEqual([[3, "shared", [0, 2]]]);
    expect(outcome().querySelector(".explanation em")?.textContent).toBe("one");
  });

  it("asks for a choice before it sends anything", () => {
    const { sent } = asked();
    submit();
    expect(sent).toEqual([]);
    expect(outcome().textContent).toContain("Choose an answer first.");
  });

  it("is not overtaken by the event about its own answer", async () => {
    page(QUESTION);
    const answer = inHand<AnswerOutcome>();
    const quiz = new Quiz(document, () => answer.promise);
    made.push(quiz);
    required<HTMLInputElement>(`[value="0"]`).checked = true;
    submit();
    quiz.answered({ shared: false });
    expect(outcome().dataset["kind"]).toBe("busy");
    answer.resolve({ right: false, explanation: "<p>Because.</p>" });
    await settled();
    expect(outcome().textContent).toContain("Because.");
  });

  it("shows how it was answered before a reload", () => {
    page(QUESTION);
    const quiz = new Quiz(document, () => inHand<AnswerOutcome>().promise);
    made.push(quiz);
    quiz.answered({ shared: false });
    expect(outcome().dataset["kind"]).toBe("bad");
  });
});

describe("A prediction", () => {
  const PLACE = `<article class="step" data-step="5">
    <div class="prediction" data-prediction="memory" data-unit="MiB">How <em>much</em>?</div></article>`;
  const MEASURED = { guess: "64", measured: "<b>24012</b>", explanation: "<p>All of it.</p>" };

  function asked(): {
    predictions: Predictions;
    sent: unknown[];
    answer: ReturnType<typeof inHand<PredictionOutcome>>;
  } {
    page(PLACE);
    const sent: unknown[] = [];
    const answer = inHand<PredictionOutcome>();
    const predictions = new Predictions(document, (...parts) => {
      sent.push(parts);
      return answer.promise;
    });
    made.push(predictions);
    return { predictions, sent, answer };
  }

  function guess(text: string): void {
    required<HTMLInputElement>("input").value = text;
    required("form").dispatchEvent(new Event("submit", { cancelable: true }));
  }

  it("shows guess and figure beside each other, the figure as text, and takes no second guess", async () => {
    const { sent, answer } = asked();
    guess(" 64 ");
    guess("65");
    answer.resolve(MEASURED);
    await settled();
    expect(sent).toEqual([[5, "memory", "64"]]);
    expect([...document.querySelectorAll("dd")].map((one) => one.textContent)).toEqual([
      "64 MiB",
      "<b>24012</b> MiB",
    ]);
    expect(outcome().querySelector(".explanation p")?.textContent).toBe("All of it.");
    expect(required("form").hidden).toBe(true);
  });

  it("asks for a guess before it sends anything", () => {
    const { sent } = asked();
    guess("  ");
    expect(sent).toEqual([]);
    expect(outcome().textContent).toContain("Guess first.");
  });

  it("that could not be measured says why, and can be made again", async () => {
    const { answer } = asked();
    guess("64");
    answer.reject(new ApiError(409, "wrong_state", "Container is not ready yet."));
    await settled();
    expect(outcome().textContent).toContain("Container is not ready yet.");
    expect(required("form").hidden).toBe(false);
  });

  it("of before a reload shows with its figure", () => {
    const { predictions } = asked();
    predictions.predicted({ memory: MEASURED });
    expect(outcome().textContent).toContain("24012");
    expect(required("form").hidden).toBe(true);
  });

  it("that waits for a run keeps the guess, and shows the figure when it comes", async () => {
    const { predictions, answer } = asked();
    guess("64");
    answer.resolve({ guess: "64", measured: "", explanation: "" });
    await settled();
    expect(outcome().textContent).toContain("comes with the run");
    expect(required("form").hidden).toBe(true);
    predictions.predicted({ memory: { guess: "64", measured: "", explanation: "" } });
    predictions.predicted({ memory: MEASURED });
    expect(outcome().textContent).toContain("24012");
  });
});

describe("A code block", () => {
  const BLOCKS = `<article class="step" data-step="4">
    <div class="code-block" data-kind="run" data-machine="box" data-block="1"><pre><code>uname -r\n</code></pre></div>
    <div class="code-block" data-kind="copy"><pre><code>x</code></pre></div></article>`;

  function blocks(): { blocks: CodeBlocks; runs: unknown[] } {
    page(BLOCKS);
    const runs: unknown[] = [];
    const blocks = new CodeBlocks(document, {
      run: (...parts) => {
        runs.push(parts);
        return Promise.resolve();
      },
      titleOf: () => "Container",
    });
    made.push(blocks);
    return { blocks, runs };
  }

  it("runs by its place in the step, for its machine", async () => {
    const { blocks: equipped, runs } = blocks();
    equipped.ready(new Set(["box"]));
    required(".run").click();
    await settled();
    expect(runs).toEqual([[4, "1", "box"]]);
    expect(required(".run").textContent).toBe("Typed");
  });

  it("waits until its machine runs", () => {
    const { blocks: equipped } = blocks();
    equipped.ready(new Set(["vm"]));
    expect(required<HTMLButtonElement>(".run").disabled).toBe(true);
    expect(required(".run").title).toContain("not running");
  });

  it("without a machine can be copied but not run", () => {
    blocks();
    expect(document.querySelectorAll(".run")).toHaveLength(1);
    expect(document.querySelectorAll(".copy")).toHaveLength(2);
  });
});
