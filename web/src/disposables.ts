/** Something that holds a listener, a timer or a socket until it is told to let go. */
export interface Disposable {
  dispose(): void;
}

/**
 * What one part of the page holds. Disposed in reverse order; adding to a disposed store disposes
 * at once, so that nothing made late is left behind.
 */
export class Disposables implements Disposable {
  private readonly held: Disposable[] = [];
  private disposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.disposed) {
      disposable.dispose();
    } else {
      this.held.push(disposable);
    }
    return disposable;
  }

  /** Listens until disposed. The caller knows which kind of event a type of event is. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  listen<E extends Event>(
    target: EventTarget,
    type: string,
    listener: (event: E) => void,
    options?: AddEventListenerOptions,
  ): void {
    const heard = (event: Event): void => {
      listener(event as E);
    };
    target.addEventListener(type, heard, options);
    this.add({
      dispose: () => {
        target.removeEventListener(type, heard, options);
      },
    });
  }

  /** Calls again and again until disposed. */
  every(milliseconds: number, action: () => void): void {
    const timer = setInterval(action, milliseconds);
    this.add({
      dispose: () => {
        clearInterval(timer);
      },
    });
  }

  dispose(): void {
    this.disposed = true;
    for (const disposable of this.held.splice(0).reverse()) {
      disposable.dispose();
    }
  }
}
