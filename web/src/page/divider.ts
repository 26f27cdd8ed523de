import { Disposables, type Disposable } from "../disposables";

/** Bounds of what a divider shares out, in per cent: neither side ever vanishes. */
export interface Share {
  readonly least: number;
  readonly most: number;
}

/** How far an arrow key moves a divider, in per cent. */
const KEY_STEP = 2;

/**
 * A line between two parts that can be dragged, or moved with the arrow keys. Its share of the
 * parent goes into a CSS variable of the parent.
 */
export class Divider implements Disposable {
  private readonly held = new Disposables();
  private share = 50;

  constructor(
    readonly element: HTMLElement,
    private readonly variable: string,
    private readonly bounds: Share,
    initial: number,
    private readonly settled: (share: number) => void,
  ) {
    element.setAttribute("aria-valuemin", String(bounds.least));
    element.setAttribute("aria-valuemax", String(bounds.most));
    this.move(initial);
    this.held.listen<PointerEvent>(element, "pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      element.classList.add("dragging");
      event.preventDefault();
    });
    this.held.listen<PointerEvent>(element, "pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) {
        this.move(this.shareAt(event));
      }
    });
    this.held.listen(element, "lostpointercapture", () => {
      element.classList.remove("dragging");
      this.settled(this.share);
    });
    this.held.listen<KeyboardEvent>(element, "keydown", (event) => {
      this.key(event);
    });
  }

  dispose(): void {
    this.held.dispose();
  }

  private get horizontal(): boolean {
    return this.element.getAttribute("aria-orientation") === "horizontal";
  }

  private shareAt(event: PointerEvent): number {
    const whole = this.element.parentElement?.getBoundingClientRect();
    if (whole === undefined) {
      return this.share;
    }
    return this.horizontal
      ? ((event.clientY - whole.top) / whole.height) * 100
      : ((event.clientX - whole.left) / whole.width) * 100;
  }

  private key(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: this.share - KEY_STEP,
      ArrowUp: this.share - KEY_STEP,
      ArrowRight: this.share + KEY_STEP,
      ArrowDown: this.share + KEY_STEP,
      Home: this.bounds.least,
      End: this.bounds.most,
    };
    const share = moves[event.key];
    if (share !== undefined) {
      event.preventDefault();
      this.move(share);
      this.settled(this.share);
    }
  }

  private move(share: number): void {
    this.share =
      Math.round(Math.min(this.bounds.most, Math.max(this.bounds.least, share)) * 10) / 10;
    this.element.setAttribute("aria-valuenow", String(Math.round(this.share)));
    this.element.parentElement?.style.setProperty(this.variable, `${this.share}%`);
  }
}
