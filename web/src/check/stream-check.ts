import { bad, good, type Finding } from "./finding";

const PATH = "/api/check/events";
const TIMEOUT_MILLIS = 10_000;
/** The server spreads its events over one and a quarter second. */
const SPREAD_MILLIS = 1_250;

/** When each event came, in milliseconds since the request. */
export async function arrivals(): Promise<number[]> {
  const begun = performance.now();
  const response = await fetch(PATH, {
    cache: "no-store",
    headers: { Accept: "text/event-stream" },
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok || response.body === null) {
    throw new Error(`status ${response.status}`);
  }
  const seen: number[] = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return seen;
    }
    const events = value.split("event: check").length - 1;
    for (let count = 0; count < events; count++) {
      seen.push(performance.now() - begun);
    }
  }
}

export async function checkStream(address: string): Promise<Finding> {
  try {
    return judgeArrivals(await arrivals(), address);
  } catch (problem) {
    return failed(problem instanceof Error ? problem.message : String(problem), address);
  }
}

export function judgeArrivals(seen: readonly number[], address: string): Finding {
  const first = seen[0];
  const last = seen[seen.length - 1];
  if (first === undefined || last === undefined || seen.length < 2) {
    return failed(`${seen.length} events came`, address);
  }
  const spread = last - first;
  if (spread >= SPREAD_MILLIS / 2) {
    return good("News arrives as it happens.");
  }
  return bad(
    "Something on the way collects news and passes it on late.",
    "The page shows late, or never, that a machine is ready, a check has passed or a lab ends.",
    "You can take part, and reload the page when it seems to stand still. Give this text to the network's owner.",
    {
      tried: `GET ${address}${PATH} (server-sent events, one every 250 ms)`,
      answered: `${seen.length} events came within ${Math.round(spread)} ms, the first after ${Math.round(first)} ms, instead of over ${SPREAD_MILLIS} ms`,
      needed:
        "Answers of type text/event-stream passed on at once: no buffering, no scanning of them as a whole.",
    },
  );
}

function failed(reason: string, address: string): Finding {
  return bad(
    `News does not arrive: ${reason}.`,
    "The page asks every few seconds instead, so it is later than others.",
    "You can take part. Give this text to the network's owner.",
    {
      tried: `GET ${address}${PATH} (server-sent events)`,
      answered: reason,
      needed: "Answers of type text/event-stream, passed on as they come.",
    },
  );
}
