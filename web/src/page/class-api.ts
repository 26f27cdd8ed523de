import type { Disposable } from "../disposables";
import type { ClassView } from "../protocol/class";
import type { ClassSpread } from "../protocol/spread";
import type { Workspace } from "../protocol/workspace";
import { ApiError, call } from "./api";
import { Live } from "./live";

/** Who got in, with the code to come back by: told only once. */
export interface Entered {
  readonly id: string;
  readonly personalCode: string | null;
}

export function join(code: string, name: string): Promise<Entered> {
  return call("POST", "/api/classes", { code, name });
}

export function comeBack(code: string, personalCode: string): Promise<Entered> {
  return call("POST", "/api/classes/return", { code, personalCode });
}

/** Calls of one class. */
export class ClassApi {
  private readonly base: string;

  constructor(id: string) {
    this.base = `/api/classes/${encodeURIComponent(id)}`;
  }

  start(lab: string): Promise<Workspace> {
    return call("POST", `${this.base}/labs/${encodeURIComponent(lab)}/start`);
  }

  hand(raised: boolean): Promise<void> {
    return call("POST", `${this.base}/hand`, { raised });
  }

  /** How the class guessed what the learner guessed already. */
  spread(lab: string, prediction: string): Promise<ClassSpread> {
    const path = `labs/${encodeURIComponent(lab)}/predictions/${encodeURIComponent(prediction)}`;
    return call("GET", `${this.base}/${path}`);
  }

  async newCode(): Promise<string> {
    const made = await call<{ personalCode: string }>("POST", `${this.base}/code`);
    return made.personalCode;
  }

  /** Hears how the class goes on, until it is over or deleted. */
  watch(heard: (view: ClassView) => void, deleted: () => void): Disposable {
    const live: Live = new Live(`${this.base}/events`, "class", {
      heard: (data) => {
        const view = JSON.parse(data) as ClassView;
        heard(view);
        if (view.state === "ended") {
          live.dispose(); // or the browser would open the finished stream again and again
        }
      },
      poll: async () => {
        try {
          const view = await call<ClassView>("GET", this.base);
          heard(view);
          return view.state !== "ended";
        } catch (problem) {
          const gone = problem instanceof ApiError && problem.status === 404;
          if (gone) {
            deleted();
          }
          return !gone;
        }
      },
    });
    return live;
  }
}
