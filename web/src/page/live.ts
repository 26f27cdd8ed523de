import { Disposables, type Disposable } from "../disposables";

/** How often to ask while the stream of events is away. */
const POLL_MILLIS = 3_000;

export interface LiveEvents {
  /** One event's data. */
  heard(data: string): void;
  /** Asks for the present state by itself; returns false when there is nothing more to hear. */
  poll(): Promise<boolean>;
}

/**
 * A stream of server-sent events that comes back by itself. Browsers reconnect after a drop but
 * not after a refusal, such as that of a proxy while the server restarts; meanwhile we ask.
 */
export class Live implements Disposable {
  private readonly held = new Disposables();
  private source: EventSource | undefined;
  private polling = false;
  private ended = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly events: LiveEvents,
    private readonly open: (url: string) => EventSource = (address) => new EventSource(address),
  ) {
    this.connect();
    this.held.every(POLL_MILLIS, () => {
      void this.tick();
    });
  }

  dispose(): void {
    this.ended = true;
    this.source?.close();
    this.held.dispose();
  }

  private connect(): void {
    const source = this.open(this.url);
    const heard = (event: MessageEvent<string>): void => {
      this.events.heard(event.data);
    };
    source.addEventListener(this.name, heard);
    source.addEventListener("message", heard);
    this.source = source;
  }

  private async tick(): Promise<void> {
    if (this.polling || this.ended || this.source?.readyState === EventSource.OPEN) {
      return;
    }
    this.polling = true;
    const more = await this.events.poll();
    this.polling = false;
    if (!more) {
      this.dispose();
    } else if (this.source?.readyState === EventSource.CLOSED && !this.isDisposed()) {
      this.connect();
    }
  }

  /** Asked after a wait, during which it may have changed. */
  private isDisposed(): boolean {
    return this.ended;
  }
}
