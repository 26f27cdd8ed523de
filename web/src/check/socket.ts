const OPEN_MILLIS = 8_000;
const ECHO_MILLIS = 10_000;

/** A socket that was refused or ended. */
export class SocketEnded extends Error {
  constructor(
    readonly opened: boolean,
    readonly code: number,
    readonly reason: string,
    readonly afterMillis: number,
  ) {
    super(reason);
  }

  get said(): string {
    const words = this.reason === "" ? "" : ` "${this.reason}"`;
    const what = this.opened ? "closed" : "not opened";
    return `${what} after ${Math.round(this.afterMillis)} ms, code ${this.code}${words}`;
  }
}

export function socketAddress(site: Location): string {
  return `${site.protocol === "https:" ? "wss" : "ws"}://${site.host}/ws/check`;
}

/** A socket whose messages come back. One message at a time. */
export class EchoSocket {
  private readonly begun = performance.now();
  private readonly socket: WebSocket;
  private readonly ready: Promise<void>;
  private opened = false;
  private waiting: ((data: string | ArrayBuffer) => void) | undefined;
  private fail: ((ended: SocketEnded) => void) | undefined;
  private ended: SocketEnded | undefined;

  constructor(address: string) {
    this.socket = new WebSocket(address, "sidelab.check.v1");
    this.socket.binaryType = "arraybuffer";
    this.ready = this.within(OPEN_MILLIS, (resolve) => {
      this.socket.addEventListener("open", () => {
        this.opened = true;
        resolve();
      });
    });
    this.socket.addEventListener("message", (event: MessageEvent<string | ArrayBuffer>) => {
      this.waiting?.(event.data);
    });
    this.socket.addEventListener("close", (event) => {
      this.end(event.code, event.reason);
    });
  }

  open(): Promise<void> {
    return this.ready;
  }

  /** Returns what came back. */
  async echo(data: string | Uint8Array<ArrayBuffer>): Promise<string | ArrayBuffer> {
    const answer = this.within<string | ArrayBuffer>(ECHO_MILLIS, (resolve) => {
      this.waiting = resolve;
    });
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(data);
    }
    return answer;
  }

  /** Resolves when it ended within the time, or when the time is over. */
  async quiet(milliseconds: number): Promise<SocketEnded | undefined> {
    try {
      await this.within<never>(milliseconds, () => undefined, "quiet");
    } catch (ended) {
      return ended instanceof SocketEnded && ended.reason !== "quiet" ? ended : undefined;
    }
    return undefined;
  }

  close(): void {
    this.socket.close();
  }

  private within<T>(
    milliseconds: number,
    begin: (resolve: (value: T) => void) => void,
    late = `nothing came for ${milliseconds / 1000} s`,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.ended !== undefined) {
        reject(this.ended);
        return;
      }
      const timer = setTimeout(() => {
        reject(new SocketEnded(this.opened, 0, late, performance.now() - this.begun));
      }, milliseconds);
      this.fail = (ended) => {
        clearTimeout(timer);
        reject(ended);
      };
      begin((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  private end(code: number, reason: string): void {
    this.ended = new SocketEnded(this.opened, code, reason, performance.now() - this.begun);
    this.fail?.(this.ended);
  }
}
