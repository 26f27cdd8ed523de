/** What the server says of a request; see NetworkCheckRoutes. */
export interface CheckAnswer {
  readonly now: number;
  readonly from: string;
  readonly encrypted: boolean;
  readonly proxied: boolean;
  readonly sentProbe: string;
  readonly seenProbe: string;
  readonly ports: string;
}

/** One request that came back. */
export interface RoundTrip {
  readonly answer: CheckAnswer;
  /** How long it took. */
  readonly millis: number;
  /** By this browser's clock, in the middle between question and answer. */
  readonly at: number;
}

const URL_PATH = "/api/check";
const TIMEOUT_MILLIS = 8_000;
export const ROUNDS = 7;

export async function roundTrip(): Promise<RoundTrip> {
  const begun = performance.now();
  const asked = Date.now();
  const response = await fetch(URL_PATH, {
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  const answer = (await response.json()) as CheckAnswer;
  if (typeof answer.now !== "number") {
    throw new Error("something else than this server");
  }
  const millis = performance.now() - begun;
  return { answer, millis, at: asked + millis / 2 };
}

/** One after the other, as many as say something together. */
export async function roundTrips(): Promise<RoundTrip[]> {
  const trips: RoundTrip[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    trips.push(await roundTrip());
  }
  return trips;
}
