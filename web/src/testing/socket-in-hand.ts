/** A socket whose other end is the test itself. Records what is sent; opens nothing. */
export class SocketInHand extends EventTarget {
  static readonly all: SocketInHand[] = [];
  readonly sent: (string | Uint8Array)[] = [];
  readyState = 1;
  binaryType = "blob";
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    super();
    SocketInHand.all.push(this);
  }

  static readonly open = (url: string, protocol: string): WebSocket =>
    new SocketInHand(url, protocol) as unknown as WebSocket;

  static get latest(): SocketInHand {
    const latest = SocketInHand.all.at(-1);
    if (latest === undefined) {
      throw new Error("no socket was opened");
    }
    return latest;
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server says a control message. */
  says(message: object): void {
    this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  greets(replay = 0, more: object = {}): void {
    const size = { cols: 80, rows: 24 };
    this.says({
      type: "hello",
      terminal: "t",
      role: "type",
      ...size,
      replay,
      skipped: false,
      ...more,
    });
  }

  prints(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.onmessage?.(new MessageEvent("message", { data: bytes.buffer }));
  }

  /** The network drops the connection. */
  drops(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  /** What was typed into it, as text. */
  get typed(): string {
    const bytes = this.sent.filter((data): data is Uint8Array => typeof data !== "string");
    return bytes.map((data) => new TextDecoder().decode(data)).join("");
  }

  /** The control messages it was sent. */
  get told(): unknown[] {
    return this.sent
      .filter((data) => typeof data === "string")
      .map((data) => JSON.parse(data) as unknown);
  }
}
