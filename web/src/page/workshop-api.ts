import type { Fit, Plan, Workshop } from "../protocol/workshop";
import { ApiError, call } from "./api";

/** Labs that end need some seconds; a machine that does not stop is killed after ten. */
const ENDING_MILLIS = 60_000;
const AGAIN_MILLIS = 1_000;

/** Calls of workshops as plans. */
export const workshopApi = {
  all: async (): Promise<readonly Workshop[]> =>
    (await call<{ workshops: Workshop[] }>("GET", "/api/workshops")).workshops,

  save: (plan: Plan, id: string | null): Promise<Workshop> =>
    id === null ? call("POST", "/api/workshops", plan) : call("PUT", path(id), plan),

  fit: (plan: Plan, id: string | null): Promise<Fit> =>
    call("POST", id === null ? "/api/workshops/fit" : `${path(id)}/fit`, plan),

  /** Waits until its labs have ended. */
  async delete(id: string): Promise<void> {
    const end = Date.now() + ENDING_MILLIS;
    for (;;) {
      try {
        await call("DELETE", path(id));
        return;
      } catch (problem) {
        const ending = problem instanceof ApiError && problem.code === "still_ending";
        if (!ending || Date.now() > end) {
          throw problem;
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
      }
    }
  },
};

function path(id: string): string {
  return `/api/workshops/${encodeURIComponent(id)}`;
}
