import { element, icon } from "../dom";

/** Shows what came of a click, where the click was; a live region reads it out. */
export function showOutcome(
  place: HTMLElement,
  kind: "good" | "bad" | "busy",
  title: string,
  ...details: (Node | string)[]
): void {
  place.dataset["kind"] = kind;
  const sign =
    kind === "busy"
      ? element("span", { class: "spinner", "aria-hidden": "true" })
      : icon(kind === "good" ? "check" : "alert");
  place.replaceChildren(
    element("p", { class: "outcome-title" }, sign, element("strong", {}, title)),
    ...details,
  );
}

/** Output of a script, shut at first. */
export function outputDetails(output: string): HTMLElement {
  return element(
    "details",
    { class: "output" },
    element("summary", {}, "Output of the check"),
    element("pre", { tabindex: "0" }, output),
  );
}

/** Brings what came of a click into view, as little as it takes: buttons stand low on the page. */
export function reveal(place: HTMLElement): void {
  place.scrollIntoView({ block: "nearest" });
}
