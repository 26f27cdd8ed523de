import { Disposables, type Disposable } from "../disposables";
import {
  decode,
  encode,
  SUBPROTOCOL,
  type ClientMessage,
  type Hello,
  type TerminalMessage,
} from "../protocol/control";
import { Backoff } from "./backoff";
import { Heartbeat } from "./heartbeat";

/** Where a connection is: `ended` is for good, by the server's word. */
export type ConnectionState = "connecting" | "open" | "waiting" | "ended";

/** Hears what comes over the wire, in order, on the page's one thread. */
export interface ConnectionListener {
  /** Everything on the screen so far is void. `fresh` when it is the first of a connection. */
  hello(hello: Hello, fresh: boolean): void;
  output(bytes: Uint8Array): void;
  /** The server has this many of the bytes typed. */
  typed(bytes: number): void;
  message(message: TerminalMessage): void;
  state(state: ConnectionState): void;
}

/** Ends that no reconnection can mend. Any other is tried again. */
const FINAL = new Set(["closed_by_learner", "workspace_ended", "protocol"]);

/** How long a connection must stand until the next drop is tried again at once. */
const STABLE_MILLIS = 5_000;

/** Longest binary frame sent; a large paste becomes several, in order. */
export const LONGEST_FRAME = 16 * 1024;

/** Makes the socket; tests hand in one of their own. */
export type OpenSocket = (url: string, protocol: string) => WebSocket;

/** One terminal's WebSocket, opened again whenever it is lost, until the server ends it. */
export class Connection implements Disposable {
  private readonly held = new Disposables();
  private readonly backoff: Backoff;
  private socket: WebSocket | undefined;
  private heartbeat: Heartbeat | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stable: ReturnType<typeof setTimeout> | undefined;
  private greeted = false;
  private current: ConnectionState = "connecting";

  constructor(
    /** The address, as it is to be asked for now. */
    private readonly url: () => string,
    private readonly listener: ConnectionListener,
    private readonly open: OpenSocket = (address, protocol) => new WebSocket(address, protocol),
    random: () => number = Math.random,
  ) {
    this.backoff = new Backoff(random);
    this.held.listen(window, "online", () => {
      this.retryNow();
    });
    this.held.listen(window, "offline", () => {
      this.lost();
    });
    this.held.listen(document, "visibilitychange", () => {
      this.heartbeat?.doubt();
      this.retryNow();
    });
    this.connect();
  }

  /** Whether input can be sent now. */
  get ready(): boolean {
    return this.greeted && this.socket?.readyState === 1;
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** Sends input. Only while ready. */
  type(bytes: Uint8Array): void {
    this.heartbeat?.typed(bytes.length);
    for (let from = 0; from < bytes.length; from += LONGEST_FRAME) {
      // A view of the exact bytes would do, but a copy keeps the caller free to reuse its array.
      this.socket?.send(bytes.slice(from, from + LONGEST_FRAME));
    }
  }

  /** Sends a control message, or forgets it when there is no connection to control. */
  tell(message: ClientMessage): void {
    if (this.ready) {
      this.socket?.send(encode(message));
    }
  }

  /** Tries at once what would be tried later. */
  retryNow(): void {
    if (this.current === "waiting") {
      this.connect();
    }
  }

  dispose(): void {
    this.drop();
    this.held.dispose();
  }

  private connect(): void {
    this.drop();
    this.enter("connecting");
    const socket = this.open(this.url(), SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.received(event.data);
    };
    socket.onclose = () => {
      this.lost();
    };
  }

  private received(data: unknown): void {
    this.heartbeat?.heard();
    if (data instanceof ArrayBuffer) {
      this.listener.output(new Uint8Array(data));
      return;
    }
    const message = typeof data === "string" ? decode(data) : undefined;
    if (message === undefined) {
      return; // a newer server may say more than this page understands
    }
    if (message.type === "hello") {
      this.hello(message);
      return;
    }
    if (message.type === "pong") {
      this.heartbeat?.answered();
      this.listener.typed(message.typed);
      return;
    }
    if (message.type === "closed" && FINAL.has(message.reason)) {
      this.drop();
      this.enter("ended");
    }
    this.listener.message(message);
  }

  private hello(hello: Hello): void {
    const fresh = !this.greeted;
    this.greeted = true;
    if (fresh) {
      this.stand();
    }
    this.listener.hello(hello, fresh);
    this.enter("open");
  }

  private stand(): void {
    this.stable = setTimeout(() => {
      this.backoff.succeeded();
    }, STABLE_MILLIS);
    this.heartbeat = new Heartbeat(
      () => {
        this.tell({ type: "ping" });
      },
      () => {
        this.lost();
      },
    );
  }

  private lost(): void {
    if (this.current === "ended" || this.current === "waiting") {
      return;
    }
    this.drop();
    this.retry = setTimeout(() => {
      this.connect();
    }, this.backoff.next());
    this.enter("waiting");
  }

  /** Lets go of the socket without hearing from it again. */
  private drop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.stable);
    this.heartbeat?.dispose();
    this.heartbeat = undefined;
    this.greeted = false;
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  private enter(state: ConnectionState): void {
    if (this.current !== state) {
      this.current = state;
      this.listener.state(state);
    }
  }
}
