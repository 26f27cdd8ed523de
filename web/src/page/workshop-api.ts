import type { Fit, Plan, Workshop } from "../protocol/workshop";
import { ApiError, call } from "./api";

/** Labs of a class end within a minute; on a slow host within some. */
const ENDING_MILLIS = 200_000;
const AGAIN_MILLIS = 2_000;

/** Calls of workshops as plans. */
export const workshopApi = {
  all: async (): Promise<readonly Workshop[]> =>
    (await call<{ workshops: Workshop[] }>("GET", "/api/workshops")).workshops,

  save: (plan: Plan, id: string | null): Promise<Workshop> =>
    id === null ? call("POST", "/api/workshops", plan) : call("PUT", path(id), plan),

  fit: (plan: Plan, id: string | null): Promise<Fit> =>
    call("POST", id === null ? "/api/workshops/fit" : `${path(id)}/fit`, plan),
};

/**
 * Ends what still runs, waits for that, and deletes the workshop with all of its learners.
 *
 * @param waits called each time that labs are still ending
 */
export async function deleteWorkshop(id: string, waits: () => void): Promise<void> {
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
      waits();
      await new Promise((resolve) => window.setTimeout(resolve, AGAIN_MILLIS));
    }
  }
}

function path(id: string): string {
  return `/api/workshops/${encodeURIComponent(id)}`;
}
