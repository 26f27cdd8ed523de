import { element } from "../dom";

/** A small button whose text, how something was measured, shows on hover and on focus. */
export function howMeasured(how: string): HTMLElement {
  return element(
    "span",
    { class: "how" },
    element(
      "button",
      { type: "button", class: "how-sign", "aria-label": `How measured: ${how}` },
      "?",
    ),
    element("span", { class: "how-text", "aria-hidden": "true" }, how),
  );
}

/** A time of day for people, with the whole time for programs. */
export function timeOfDay(iso: string): HTMLTimeElement {
  return element("time", { datetime: iso }, new Date(iso).toLocaleTimeString());
}
