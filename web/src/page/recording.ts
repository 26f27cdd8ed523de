// The page on which recordings are watched.
import { element, required } from "../dom";
import { parseCast } from "../recording/cast";
import { Controls } from "../recording/controls";
import { Screen } from "../terminal/screen";
import type { TerminalSize } from "../protocol/size";
import { messageOf } from "./api";
import { appearance } from "./preferences";
import { THEME_CHANGE, wireThemeSwitch } from "./theme-switch";
import { showTimes } from "./times";

const SMALLEST_FONT = 7;

wireThemeSwitch(required("#theme-switch"));
showTimes(document);

const source = document.body.dataset["source"] ?? "";
const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-recording]")];
let shown: (() => void) | undefined;

for (const button of buttons) {
  button.addEventListener("click", () => {
    void watch(button);
  });
}
if (buttons[0] !== undefined) {
  void watch(buttons[0]);
}

async function watch(button: HTMLButtonElement): Promise<void> {
  shown?.();
  shown = undefined;
  for (const other of buttons) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  const name = button.dataset["recording"] ?? "";
  const address = `${source}/${encodeURIComponent(name)}.cast`;
  required<HTMLAnchorElement>("#download").href = address;
  const problem = required(".player-problem");
  problem.hidden = true;
  try {
    const response = await fetch(address);
    if (!response.ok) {
      throw new Error("This recording cannot be read any more.");
    }
    const cast = parseCast(await response.text());
    if (button.getAttribute("aria-pressed") === "true") {
      shown = show(button.textContent, cast);
    }
  } catch (failure) {
    problem.textContent = messageOf(failure);
    problem.hidden = false;
  }
}

/** Returns how to end it. */
function show(label: string, cast: ReturnType<typeof parseCast>): () => void {
  const host = element("div", { class: "player-host" });
  required(".player-screen").replaceChildren(host);
  // Nothing of a recording gets out: no answers, no clipboard.
  const screen = new Screen(host, `Recording of ${label}`, appearance(), {
    input: () => undefined,
    leave: () => undefined,
    hint: () => undefined,
    copyRequested: () => undefined,
  });
  screen.readOnly = true;
  const widest = cast.frames.reduce(
    (most, frame) => (frame.kind === "resize" ? Math.max(most, frame.size.cols) : most),
    cast.size.cols,
  );
  const fit = (): void => {
    const { fontSize, ...rest } = appearance();
    screen.appear({ ...rest, fontSize });
    screen.appear({ ...rest, fontSize: fitting(fontSize, screen.room(), widest) });
  };
  fit();
  const controls = new Controls(required("#player"), cast, screen);
  window.addEventListener("resize", fit);
  document.addEventListener(THEME_CHANGE, fit);
  return () => {
    window.removeEventListener("resize", fit);
    document.removeEventListener(THEME_CHANGE, fit);
    controls.dispose();
    screen.dispose();
  };
}

/** The size at which so many columns fit, as far as it can still be read. */
function fitting(usual: number, room: TerminalSize | undefined, cols: number): number {
  const scale = room === undefined ? 1 : Math.min(1, room.cols / cols);
  return Math.max(SMALLEST_FONT, Math.floor(usual * scale * 2) / 2);
}
