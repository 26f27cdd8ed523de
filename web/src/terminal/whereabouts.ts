import type { Hello } from "../protocol/control";

/** Knows up to where this page has a terminal's output, so that a new connection can go on there. */
export class Whereabouts {
  /** Random, because pages know nothing of each other. Also where there is no randomUUID: plain HTTP. */
  private readonly viewer = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  private stream = "";
  private position = 0;
  private toReplay = 0;

  /** Returns whether the server counts as it did on the last connection. */
  hello(hello: Hello): boolean {
    const same = this.stream === hello.stream;
    this.stream = hello.stream;
    this.position = hello.position;
    this.toReplay = hello.replay;
    return same;
  }

  received(bytes: number): void {
    const old = Math.min(this.toReplay, bytes);
    this.toReplay -= old;
    this.position += bytes - old;
  }

  /** What to add to the address of the next connection. */
  get query(): string {
    const known: Record<string, string> = { viewer: this.viewer };
    // Half a replay may end within what brings a screen up to date: then from the start again.
    if (this.stream !== "" && this.toReplay === 0) {
      known["stream"] = this.stream;
      known["position"] = this.position.toString();
    }
    return new URLSearchParams(known).toString();
  }
}
