import { Disposables, type Disposable } from "../disposables";
import { element, icon, required } from "../dom";
import type { Cast } from "./cast";
import { Player, type PlayerScreen } from "./player";

/** How far an arrow key goes. */
const STEP_SECONDS = 5;

/** The bar under a recording: play, position, bookmarks, speed. */
export class Controls implements Disposable {
  private readonly held = new Disposables();
  private readonly player: Player;
  private readonly button: HTMLElement;
  private readonly time: HTMLElement;
  private readonly slider: HTMLInputElement;
  private drawnPlaying: boolean | undefined;

  constructor(
    private readonly section: HTMLElement,
    private readonly cast: Cast,
    screen: PlayerScreen,
  ) {
    this.button = required("#play", section);
    this.time = required("#time", section);
    this.slider = required<HTMLInputElement>("#seek", section);
    this.slider.max = cast.length.toFixed(1);
    this.player = this.held.add(
      new Player(cast, screen, () => {
        this.draw();
      }),
    );
    this.held.listen(this.button, "click", () => {
      this.toggle();
    });
    this.held.listen(this.slider, "input", () => {
      this.player.seek(Number(this.slider.value));
    });
    const speed = required<HTMLSelectElement>("#speed", section);
    this.player.speed = Number(speed.value);
    this.held.listen(speed, "change", () => {
      this.player.speed = Number(speed.value);
    });
    this.held.listen<KeyboardEvent>(document, "keydown", (event) => {
      this.key(event);
    });
    this.drawMarks();
    this.draw();
  }

  dispose(): void {
    this.held.dispose();
  }

  private toggle(): void {
    if (this.player.playing) {
      this.player.pause();
    } else {
      this.player.play();
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest("button, a, select")) {
      return; // these have keys of their own
    }
    if (event.key === " ") {
      event.preventDefault();
      this.toggle();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      const step = event.key === "ArrowLeft" ? -STEP_SECONDS : STEP_SECONDS;
      this.player.seek(this.player.position + step);
    }
  }

  private draw(): void {
    // The player draws itself for the first time before it is there to be asked.
    const { position, playing } = (this.player as Player | undefined) ?? {
      position: 0,
      playing: false,
    };
    const text = `${clock(position)} / ${clock(this.cast.length)}`;
    if (this.time.textContent !== text) {
      this.time.textContent = text;
      this.slider.setAttribute(
        "aria-valuetext",
        `${clock(position)} of ${clock(this.cast.length)}`,
      );
    }
    this.slider.value = String(position);
    if (playing !== this.drawnPlaying) {
      this.drawnPlaying = playing;
      this.button.replaceChildren(icon(playing ? "pause" : "play"));
      this.button.setAttribute("aria-label", playing ? "Pause" : "Play");
      this.button.title = playing ? "Pause (space)" : "Play (space)";
    }
  }

  private drawMarks(): void {
    const marks = this.cast.frames.flatMap((frame) => (frame.kind === "mark" ? [frame] : []));
    const place = required(".player-marks", this.section);
    place.hidden = marks.length === 0;
    required("ol", place).replaceChildren(
      ...marks.map(({ at, label }) => {
        const go = element(
          "button",
          { type: "button", class: "mark" },
          element("span", { class: "mark-time" }, clock(at)),
          element("span", {}, label),
        );
        go.addEventListener("click", () => {
          this.player.seek(at);
        });
        return element("li", {}, go);
      }),
    );
    required(".player-ticks", this.section).replaceChildren(
      ...marks.map(({ at }) => {
        const tick = element("span", { class: "player-tick" });
        tick.style.setProperty("--at", String(this.cast.length === 0 ? 0 : at / this.cast.length));
        return tick;
      }),
    );
  }
}

/** Such as 1:05. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
