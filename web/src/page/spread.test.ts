import { expect, test } from "vitest";
import type { Spread } from "../protocol/spread";
import { drawSpread, sentence } from "./spread-drawing";
import { numberIn, scaleOf, written } from "./spread-scale";

const NUMBERS: Spread = {
  guessed: 5,
  learners: 12,
  shown: true,
  numbers: [4, 10, 10, 15, 20],
  quartiles: { lower: 4, median: 10, upper: 20 },
  words: [],
  otherWords: 0,
};

test("the sentence says what the drawing shows", () => {
  expect(sentence(NUMBERS, { unit: "ms", guess: "10", measured: "13" })).toBe(
    "5 of the 12 in the class guessed; half of them between 4 and 20; you 10; measured 13.",
  );
});

test("of a few guesses only their number is told", () => {
  const few: Spread = { ...NUMBERS, guessed: 2, shown: false, numbers: [], quartiles: null };
  const drawn = drawSpread(few, { unit: "ms", guess: "10", measured: "13" });
  expect(drawn.querySelector("svg")).toBeNull();
  expect(drawn.textContent).toContain("2 of the 12 in the class guessed so far.");
});

test("each guess is a dot and exactly one of them the learner's own", () => {
  const drawn = drawSpread(NUMBERS, { unit: "ms", guess: "10", measured: "13" });
  expect(drawn.querySelectorAll("circle")).toHaveLength(5);
  expect(drawn.querySelectorAll("circle.own")).toHaveLength(1);
  expect(drawn.querySelectorAll(".spread-measured")).toHaveLength(1);
});

test("a measured text that is no number is no mark on the line", () => {
  const drawn = drawSpread(NUMBERS, { unit: "ms", guess: "10", measured: "<b>13</b>" });
  expect(drawn.querySelector(".spread-measured")).toBeNull();
  expect(drawn.querySelector("b")).toBeNull();
});

test("guesses of more than two decades stand on a logarithmic line", () => {
  expect(scaleOf([1, 100]).logarithmic).toBe(false);
  const wide = scaleOf([1, 10, 1000]);
  expect(wide.logarithmic).toBe(true);
  expect(wide.place(10)).toBeCloseTo(1 / 3);
  expect(wide.ticks).toEqual([1, 10, 100, 1000]);
});

test("every value has its place on the line, noughts, negative and equal ones too", () => {
  for (const values of [[0, 1, 5000], [-500, 0, 3], [7, 7], [0], [0.001, 1e12]]) {
    const scale = scaleOf(values);
    for (const value of [...values, ...scale.ticks]) {
      expect(scale.place(value)).toBeGreaterThanOrEqual(0);
      expect(scale.place(value)).toBeLessThanOrEqual(1);
    }
    expect(scale.ticks.length).toBeLessThanOrEqual(8);
  }
});

test("numbers are read with comma or point, and nothing else is one", () => {
  expect(numberIn(" 1,5 ")).toBe(1.5);
  expect(numberIn("-3.25")).toBe(-3.25);
  expect(numberIn("1e9")).toBeUndefined();
  expect(numberIn("")).toBeUndefined();
  expect(written(1234567)).toBe("1.235M");
});

test("words are listed with their numbers and the learner's own among them", () => {
  const words: Spread = {
    ...NUMBERS,
    numbers: [],
    quartiles: null,
    words: [
      { text: "yes", count: 3 },
      { text: "No", count: 2 },
    ],
    otherWords: 4,
  };
  const drawn = drawSpread(words, { unit: "", guess: "no ", measured: "yes" });
  expect([...drawn.querySelectorAll("li")].map((item) => item.textContent)).toEqual([
    "yes3measured",
    "No2yours",
    "4 others",
  ]);
});
