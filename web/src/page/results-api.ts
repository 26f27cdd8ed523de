import type { Recorded, Results } from "../protocol/results";
import type { WorkshopSpread } from "../protocol/spread";
import { call } from "./api";

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
}
