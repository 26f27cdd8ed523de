import { blocking, good, median, millis, note, type Finding } from "./finding";
import type { RoundTrip } from "./requests";

const SLOW_MILLIS = 300;
const SKEW_NOTED_MILLIS = 30_000;

export function unreachable(reason: string, address: string): Finding {
  return blocking(
    `No proper answer came: ${reason}.`,
    "Without answers from the server there is no lab.",
    "Load the page again. If it stays so, try another network, and tell the network's owner.",
    {
      tried: `GET ${address}`,
      answered: reason,
      needed: "Plain requests to every path of this server, without sign-in pages in between.",
    },
  );
}

export function judgeRequests(trips: readonly RoundTrip[]): Finding {
  const middle = median(trips.map((trip) => trip.millis));
  const way = trips.some((trip) => trip.answer.proxied) ? ", through a proxy" : "";
  return middle > SLOW_MILLIS
    ? note(
        `Answers take ${millis(middle)} (median of ${trips.length})${way}.`,
        "Labs work, but pages and keys feel slow.",
      )
    : good(`Answers take ${millis(middle)} (median of ${trips.length})${way}.`);
}

/** The server must see what it set one request before. */
export function judgeCookies(trips: readonly RoundTrip[], address: string): Finding {
  const back = trips.slice(1).filter((trip, index) => {
    return trip.answer.seenProbe === trips[index]?.answer.sentProbe;
  });
  if (trips.length > 1 && back.length === trips.length - 1) {
    return good("The server's cookie comes back.");
  }
  const some = trips.some((trip) => trip.answer.seenProbe !== "");
  return blocking(
    some
      ? "An old cookie comes back instead of the new one."
      : "The server's cookie never comes back.",
    "The server knows you by a cookie. Without it, your lab is not yours any more after each click.",
    "Allow cookies for this site, or leave the private mode, then check again. If they are allowed, a proxy takes them out: tell the network's owner.",
    {
      tried: `GET ${address}, ${trips.length} times, each answered with Set-Cookie: sidelab_probe=…`,
      answered: `the cookie came back in ${back.length} of ${trips.length - 1} requests`,
      needed: "Set-Cookie headers of answers and Cookie headers of requests, unchanged.",
    },
  );
}

/** The quickest request leaves the least doubt. */
export function judgeClock(trips: readonly RoundTrip[]): Finding {
  const best = [...trips].sort((one, other) => one.millis - other.millis)[0];
  if (best === undefined) {
    return note("The server's time is not known.", "It came without an answer.");
  }
  const skew = best.at - best.answer.now;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < SKEW_NOTED_MILLIS) {
    return good(`This clock and the server's differ by ${seconds} s, which changes nothing.`);
  }
  const direction = skew > 0 ? "ahead of" : "behind";
  return note(
    `This clock is ${seconds} s ${direction} the server's.`,
    "The time left that a lab shows is wrong by as much. The lab itself ends by the server's clock.",
    "Let the system set its clock by itself.",
  );
}
