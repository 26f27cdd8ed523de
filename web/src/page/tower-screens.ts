import { Disposables, type Disposable } from "../disposables";
import type { ScreenNews } from "../protocol/tower";
import { Thumbnail } from "../terminal/thumbnail";
import { brightness } from "./preferences";
import { THEME_CHANGE } from "./theme-switch";

/** Each costs the server a look at 40 terminals; faster would show nothing more to an eye. */
const EVERY_MILLIS = 2_000;

/** As many as the server answers at once. */
const MOST = 80;

interface Known {
  readonly picture: Thumbnail;
  position: string;
}

interface Watched {
  readonly canvas: HTMLCanvasElement;
  /** Of which the one that printed last is on the picture. */
  terminals: readonly string[];
  last: string;
  inView: boolean;
}

/** Keeps the pictures of learners' terminals up to date: those in view, while the page is seen. */
export class TowerScreens implements Disposable {
  private readonly held = new Disposables();
  private readonly known = new Map<string, Known>();
  private readonly watched = new Map<HTMLCanvasElement, Watched>();
  private readonly observer = new IntersectionObserver((entries) => {
    this.seen(entries);
  });
  private asking = false;

  constructor(
    private readonly ask: (
      terminals: Record<string, string>,
    ) => Promise<Record<string, ScreenNews>>,
  ) {
    this.held.every(EVERY_MILLIS, () => void this.look());
    this.held.listen(document, THEME_CHANGE, () => {
      this.watched.forEach((one) => {
        this.draw(one);
      });
    });
    this.held.add({
      dispose: () => {
        this.observer.disconnect();
      },
    });
  }

  /** Shows these terminals on the canvas, from now on. */
  watch(canvas: HTMLCanvasElement, terminals: readonly string[]): void {
    const one = this.watched.get(canvas);
    if (one === undefined) {
      this.watched.set(canvas, { canvas, terminals, last: terminals[0] ?? "", inView: false });
      this.observer.observe(canvas);
    } else if (one.terminals.join() !== terminals.join()) {
      this.forget(one.terminals.filter((id) => !terminals.includes(id)));
      one.terminals = terminals;
      one.last = terminals[0] ?? "";
      this.draw(one);
    }
  }

  leave(canvas: HTMLCanvasElement): void {
    this.observer.unobserve(canvas);
    this.forget(this.watched.get(canvas)?.terminals ?? []);
    this.watched.delete(canvas);
  }

  dispose(): void {
    this.held.dispose();
    this.forget([...this.known.keys()]);
  }

  private forget(terminals: readonly string[]): void {
    for (const terminal of terminals) {
      this.known.get(terminal)?.picture.dispose();
      this.known.delete(terminal);
    }
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const one = this.watched.get(entry.target as HTMLCanvasElement);
      if (one !== undefined) {
        one.inView = entry.isIntersecting;
      }
    }
    void this.look();
  }

  private async look(): Promise<void> {
    const wanted = [...this.watched.values()]
      .filter((one) => one.inView)
      .flatMap((one) => one.terminals)
      .slice(0, MOST);
    if (this.asking || document.hidden || wanted.length === 0) {
      return;
    }
    this.asking = true;
    try {
      const known = wanted.map((id) => [id, this.known.get(id)?.position ?? ""] as const);
      this.take(await this.ask(Object.fromEntries(known)));
    } catch {
      // The page says by itself that the server does not answer; pictures go on when it does.
    } finally {
      this.asking = false;
    }
  }

  private take(news: Record<string, ScreenNews>): void {
    for (const one of this.watched.values()) {
      for (const id of one.terminals) {
        const screen = news[id];
        if (screen !== undefined) {
          this.write(one, id, screen);
        }
      }
    }
  }

  private write(one: Watched, id: string, news: ScreenNews): void {
    let known = this.known.get(id);
    if (known === undefined) {
      known = { picture: new Thumbnail(), position: "" };
      this.known.set(id, known);
    }
    const first = known.position === "";
    known.position = news.position;
    if (!first) {
      one.last = id;
    }
    const bytes = Uint8Array.from(atob(news.bytes), (char) => char.charCodeAt(0));
    known.picture.write(bytes, news, news.reset, () => {
      this.draw(one);
    });
  }

  private draw(one: Watched): void {
    const { canvas } = one;
    const picture = this.known.get(one.last)?.picture;
    canvas.dataset["on"] = String(picture !== undefined);
    if (picture === undefined || canvas.clientWidth === 0) {
      return;
    }
    const scale = Math.max(1, window.devicePixelRatio);
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    picture.draw(canvas, brightness());
    canvas.dataset["line"] = picture.lastLine;
  }
}
