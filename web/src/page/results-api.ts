import type { Recorded, Results } from "../protocol/results";
import type { WorkshopSpread } from "../protocol/spread";
import { ApiError, call } from "./api";

/** Between two tries to delete, while labs end. */
const AGAIN_MILLIS = 2_000;

/** Labs end within a minute; a hundred tries are more than any takes. */
const MOST_TRIES = 100;

/** Calls about a workshop that is over, or nearly. */
export class ResultsApi {
  private readonly base: string;

  constructor(id: string) {
    this.base = `/api/workshops/${encodeURIComponent(id)}`;
  }

  results(): Promise<Results> {
    return call("GET", `${this.base}/results.json`);
  }

  spread(lab: string, prediction: string): Promise<WorkshopSpread> {
    const path = `labs/${encodeURIComponent(lab)}/predictions/${encodeURIComponent(prediction)}`;
    return call("GET", `${this.base}/${path}`);
  }

  async recordings(): Promise<readonly Recorded[]> {
    const { recordings } = await call<{ recordings: readonly Recorded[] }>(
      "GET",
      `${this.base}/recordings`,
    );
    return recordings;
  }

  /** Ends what still runs and waits for that; nothing of the learners is left then. */
  async delete(waits: () => void): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await call("DELETE", this.base);
        return;
      } catch (problem) {
        const ending = problem instanceof ApiError && problem.code === "still_ending";
        if (!ending || tries === MOST_TRIES) {
          throw problem;
        }
        waits();
        await new Promise((resolve) => window.setTimeout(resolve, AGAIN_MILLIS));
      }
    }
  }
}
