import type { LabWarmth, ScreenNews, Tower } from "../protocol/tower";
import type { Workspace } from "../protocol/workspace";
import { call } from "./api";

/** What an instructor asks and does; one workshop. */
export class TowerApi {
  private readonly base: string;

  constructor(id: string) {
    this.base = `/api/workshops/${encodeURIComponent(id)}`;
  }

  look(): Promise<Tower> {
    return call("GET", `${this.base}/tower`);
  }

  /** What is new on terminals since the positions that are known; empty for all of it. */
  async screens(terminals: Record<string, string>): Promise<Record<string, ScreenNews>> {
    const news = await call<{ terminals: Record<string, ScreenNews> }>(
      "POST",
      `${this.base}/screens`,
      { terminals },
    );
    return news.terminals;
  }

  open(): Promise<void> {
    return call("POST", `${this.base}/open`);
  }

  end(): Promise<void> {
    return call("POST", `${this.base}/end`);
  }

  pause(paused: boolean): Promise<void> {
    return call("POST", `${this.base}/${paused ? "pause" : "resume"}`);
  }

  move(lab: string, step: number): Promise<void> {
    return call("POST", `${this.base}/place`, { lab, step });
  }

  /** To one learner, or to all when there is none. */
  say(text: string, command: boolean, learner = ""): Promise<void> {
    return call("POST", `${this.base}/messages`, { learner, command, text });
  }

  /** To how many more time was given. */
  async extendAll(): Promise<number> {
    const { given } = await call<{ given: number }>("POST", `${this.base}/extend`);
    return given;
  }

  show(terminal: string): Promise<void> {
    return call("PUT", `${this.base}/broadcast`, { terminal });
  }

  stopShowing(): Promise<void> {
    return call("DELETE", `${this.base}/broadcast`);
  }

  async warm(lab: string, count: number): Promise<readonly LabWarmth[]> {
    const { labs } = await call<{ labs: LabWarmth[] }>("POST", `${this.base}/warm`, { lab, count });
    return labs;
  }

  async warmth(): Promise<readonly LabWarmth[]> {
    const { labs } = await call<{ labs: LabWarmth[] }>("GET", `${this.base}/warm`);
    return labs;
  }

  extend(learner: string): Promise<void> {
    return call("POST", `${this.learner(learner)}/extend`);
  }

  reset(learner: string, machine: string): Promise<void> {
    return call("POST", `${this.learner(learner)}/machines/${encodeURIComponent(machine)}/reset`);
  }

  lowerHand(learner: string): Promise<void> {
    return call("DELETE", `${this.learner(learner)}/hand`);
  }

  async newCode(learner: string): Promise<string> {
    const made = await call<{ personalCode: string }>("POST", `${this.learner(learner)}/code`);
    return made.personalCode;
  }

  remove(learner: string): Promise<void> {
    return call("DELETE", this.learner(learner));
  }

  private learner(id: string): string {
    return `${this.base}/learners/${encodeURIComponent(id)}`;
  }
}

/** The labs that run in this browser as a learner's: the instructor's own. */
export async function ownLabs(): Promise<readonly Workspace[]> {
  const { workspaces } = await call<{ workspaces: Workspace[] }>("GET", "/api/workspaces");
  return workspaces;
}
