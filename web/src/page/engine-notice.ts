import { Disposables, type Disposable } from "../disposables";
import { required } from "../dom";

/** How often to ask how the engine is, while somebody looks. */
const ASK_MILLIS = 5_000;

/** How long the good news stays: time to read it twice. */
const NEWS_MILLIS = 8_000;

/** How the engine is, as far as the server knows; undefined when the server does not answer. */
export type AskEngine = () => Promise<boolean | undefined>;

/**
 * Says calmly that the Docker engine is away, and when it is back. What is said while it is away
 * stands in the page's template, for pages that are opened meanwhile.
 */
export class EngineNotice implements Disposable {
  private readonly held = new Disposables();
  private readonly text: HTMLElement;
  private readonly away: Node[];
  private asking = false;
  private calm: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly ask: AskEngine = askServer,
  ) {
    this.text = required(".engine-notice-text", place);
    this.away = [...this.text.childNodes];
    this.held.every(ASK_MILLIS, () => {
      void this.look();
    });
  }

  dispose(): void {
    clearTimeout(this.calm);
    this.held.dispose();
  }

  private get isAway(): boolean {
    return this.place.dataset["engine"] === "away";
  }

  private async look(): Promise<void> {
    if (this.asking || document.visibilityState === "hidden") {
      return;
    }
    this.asking = true;
    const up = await this.ask();
    this.asking = false;
    if (up === false && !this.isAway) {
      this.say("away", ...this.away);
    } else if (up === true && this.isAway) {
      this.say("back", "The Docker engine is back. Go on where you were.");
      this.calm = setTimeout(() => {
        this.place.hidden = true;
      }, NEWS_MILLIS);
    }
  }

  private say(engine: string, ...parts: (Node | string)[]): void {
    clearTimeout(this.calm);
    this.place.hidden = false;
    this.place.dataset["engine"] = engine;
    this.text.replaceChildren(...parts);
  }
}

/** A server that is away is another matter, which the terminals tell. */
async function askServer(): Promise<boolean | undefined> {
  try {
    const response = await fetch("/api/health", { signal: AbortSignal.timeout(ASK_MILLIS) });
    const { engine } = (await response.json()) as { engine?: { up?: boolean } };
    return response.ok ? engine?.up : undefined;
  } catch {
    return undefined;
  }
}
