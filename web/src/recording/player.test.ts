import { beforeEach, describe, expect, it } from "vitest";
import type { TerminalSize } from "../protocol/size";
import { parseCast } from "./cast";
import { clock } from "./controls";
import { Player, type PlayerScreen } from "./player";

/** Notes what it is asked for, and is done with it only when told so. */
class PatientScreen implements PlayerScreen {
  readonly steps: string[] = [];
  private waiting: (() => void)[] = [];

  write(bytes: Uint8Array, parsed: () => void): void {
    this.note(new TextDecoder().decode(bytes), parsed);
  }

  startOver({ cols, rows }: TerminalSize, done: () => void): void {
    this.note(`over ${cols}x${rows}`, done);
  }

  resizeHere({ cols, rows }: TerminalSize, done: () => void): void {
    this.note(`size ${cols}x${rows}`, done);
  }

  finish(): void {
    while (this.waiting.length > 0) {
      this.waiting.splice(0).forEach((done) => {
        done();
      });
    }
  }

  take(): string[] {
    return this.steps.splice(0).filter((step) => step !== "");
  }

  private note(step: string, done: () => void): void {
    this.steps.push(step);
    this.waiting.push(done);
  }
}

const FILE = [
  '{"version":2,"width":80,"height":24,"idle_time_limit":2}',
  '[0.5,"o","one "]',
  '[1.0,"o","two "]',
  '[1.5,"r","100x30"]',
  '[60.0,"o","three"]',
  '[60.5,"m","Passed: look"]',
  '[61.0,"i","secret"]',
  '[61.0,"o","fo',
].join("\n");

describe("A recording", () => {
  it("is read with its pauses shortened, without input and without a line cut off", () => {
    const cast = parseCast(FILE);
    expect(cast.size).toEqual({ cols: 80, rows: 24 });
    expect(cast.frames.map(({ at, kind }) => [at, kind])).toEqual([
      [0.5, "output"],
      [1, "output"],
      [1.5, "resize"],
      [3.5, "output"],
      [4, "mark"],
    ]);
    expect(cast.length).toBe(4.5);
  });

  it("is bounded in size whatever it says, and refused when it is none", () => {
    const wild = '{"version":2,"width":99999,"height":-3}\n[0,"r","0x70000"]\nnull\n[1]\n{}';
    expect(parseCast(wild).size).toEqual({ cols: 500, rows: 24 });
    expect(parseCast(wild).frames).toEqual([
      { at: 0, kind: "resize", size: { cols: 80, rows: 200 } },
    ]);
    for (const none of ["", "x", '{"version":3}', "[]"]) {
      expect(() => parseCast(none)).toThrow("not a recording");
    }
  });

  it("has times as people read them", () => {
    expect([0, 5.9, 65, 3600].map(clock)).toEqual(["0:00", "0:05", "1:05", "60:00"]);
  });
});

describe("A player", () => {
  let screen: PatientScreen;
  let now: number;
  let picture: (() => void) | undefined;
  let player: Player;

  beforeEach(() => {
    screen = new PatientScreen();
    now = 0;
    player = new Player(
      parseCast(FILE),
      screen,
      () => undefined,
      () => now,
      (then) => {
        picture = then;
        return () => (picture = undefined);
      },
    );
    screen.finish();
    screen.take();
  });

  function pass(seconds: number): void {
    now += seconds * 1000;
    picture?.();
    screen.finish();
  }

  it("plays in time and stops at the end", () => {
    player.play();
    pass(0.6);
    expect(screen.take()).toEqual(["one "]);
    pass(1);
    expect(screen.take()).toEqual(["two ", "size 100x30"]);
    expect(player.position).toBeCloseTo(1.6);
    pass(10);
    expect(screen.take()).toEqual(["three"]);
    expect(player.playing).toBe(false);
    expect(player.position).toBe(4.5);
  });

  it("goes on from the beginning after the end", () => {
    player.seek(4.5);
    screen.finish();
    screen.take();
    player.play();
    screen.finish();
    expect(screen.take()).toEqual(["over 80x24"]);
    expect(player.playing).toBe(true);
  });

  it("goes forward without and back with playing from the beginning", () => {
    player.seek(2);
    screen.finish();
    expect(screen.take()).toEqual(["one two ", "size 100x30"]);
    player.seek(0.7);
    screen.finish();
    expect(screen.take()).toEqual(["over 80x24", "one "]);
  });

  it("does only the latest of many wishes while the screen is busy", () => {
    for (const seconds of [4, 3, 2, 1.2]) {
      player.seek(seconds);
    }
    expect(player.position).toBe(1.2);
    screen.finish();
    expect(screen.take()).toEqual(["one two ", "size 100x30", "three", "over 80x24", "one two "]);
  });

  it("plays faster from where it is", () => {
    player.play();
    pass(0.2);
    player.speed = 4;
    pass(0.2);
    expect(player.position).toBeCloseTo(1);
    player.pause();
    pass(5);
    expect(player.position).toBeCloseTo(1);
  });

  it("goes on playing from a place that was asked for", () => {
    player.play();
    pass(0.2);
    player.seek(3);
    screen.finish();
    pass(0.2);
    expect(player.position).toBeCloseTo(3.2);
  });
});
