import { required } from "../dom";
import { Disposables, type Disposable } from "../disposables";

/** Shows one step at a time; the address names it, so that back, reload and bookmarks work. */
export class Steps implements Disposable {
  private readonly held = new Disposables();
  private readonly articles: HTMLElement[];
  private readonly links: HTMLAnchorElement[];

  constructor(private readonly column: HTMLElement) {
    this.articles = [...column.querySelectorAll<HTMLElement>("article.step")];
    this.links = [...column.querySelectorAll<HTMLAnchorElement>(".step-nav a")];
    this.held.listen(window, "hashchange", () => {
      this.show(true);
    });
    this.show(false);
  }

  /** Number of the step on show. */
  get current(): number {
    const wanted = /^#step-(\d+)$/.exec(location.hash)?.[1];
    const found = this.articles.find((article) => article.dataset["step"] === wanted);
    return Number((found ?? this.articles[0])?.dataset["step"] ?? 1);
  }

  /** Marks the steps whose task is done. */
  passed(steps: ReadonlySet<number>): void {
    for (const link of this.links) {
      const done = steps.has(Number(link.dataset["step"]));
      link.classList.toggle("done", done);
      const title = link.title.replace(/ \(done\)$/, "");
      link.title = done ? `${title} (done)` : title;
      required(".visually-hidden", link).textContent = link.title;
    }
  }

  dispose(): void {
    this.held.dispose();
  }

  private show(moveFocus: boolean): void {
    const current = String(this.current);
    for (const article of this.articles) {
      article.hidden = article.dataset["step"] !== current;
    }
    for (const link of this.links) {
      const here = link.dataset["step"] === current;
      if (here) {
        link.setAttribute("aria-current", "step");
        link.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else {
        link.removeAttribute("aria-current");
      }
    }
    if (moveFocus) {
      this.column.scrollTop = 0;
      this.column.querySelector<HTMLElement>("article:not([hidden]) .step-title")?.focus();
    }
  }
}
