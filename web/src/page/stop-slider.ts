import { element } from "../dom";

/** What a slider says of each of its stops. */
export interface SliderWords {
  /** Such as 256 MiB. */
  value(stop: number): string;
  /** What the value means beside something else; may be empty. */
  beside(stop: number): string;
}

/** A native range over a few stops, with its value in words for eyes and for screen readers. */
export class StopSlider {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly output = element("output", { class: "slider-value" });
  private readonly beside = element("span", { class: "slider-beside" });

  /**
   * @param id of the input, once on the page
   * @param stops ascending, at least one
   */
  constructor(
    id: string,
    label: string,
    private readonly stops: readonly number[],
    now: number,
    private readonly words: SliderWords,
    private readonly changed: () => void,
  ) {
    this.input = element("input", {
      type: "range",
      id,
      min: "0",
      max: String(stops.length - 1),
      step: "1",
      disabled: stops.length < 2,
    });
    this.input.value = String(Math.max(0, stops.indexOf(now)));
    this.output.setAttribute("for", id);
    this.element = element(
      "div",
      { class: "slider" },
      element("label", { for: id }, label),
      element("p", { class: "slider-words" }, this.output, this.beside),
      this.input,
      element(
        "p",
        { class: "slider-ends", "aria-hidden": "true" },
        element("span", {}, words.value(stops[0] ?? now)),
        element("span", {}, words.value(stops.at(-1) ?? now)),
      ),
    );
    this.input.addEventListener("input", () => {
      this.draw();
      this.changed();
    });
    this.draw();
  }

  get value(): number {
    return this.stops[this.input.valueAsNumber] ?? this.stops[0] ?? 0;
  }

  private draw(): void {
    const value = this.words.value(this.value);
    const beside = this.words.beside(this.value);
    this.output.textContent = value;
    this.beside.textContent = beside;
    this.input.setAttribute("aria-valuetext", beside === "" ? value : `${value}, ${beside}`);
  }
}
