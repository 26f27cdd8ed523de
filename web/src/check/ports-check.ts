import { bad, good, note, type Finding } from "./finding";

const TIMEOUT_MILLIS = 8_000;
/** Of the server's picture; a sign-in page of a network is none. */
const WIDTH = 2;
const HEIGHT = 3;

/** Whether the origin can be reached in which web servers in machines are shown. */
export function checkPorts(picture: string): Promise<Finding> {
  if (location.protocol === "https:" && picture.startsWith("http:")) {
    // A page with HTTPS may not load what has none; a tab of its own may.
    const { host } = new URL(picture);
    return Promise.resolve(
      note(
        `They are shown at ${host} without HTTPS, which this page cannot try.`,
        "Whether they can be reached shows when you open one by Ports.",
      ),
    );
  }
  return new Promise((resolve) => {
    const begun = performance.now();
    const image = new Image();
    const end = (finding: Finding): void => {
      clearTimeout(timer);
      resolve(finding);
    };
    const failed = (what: string): void => {
      const after = Math.round(performance.now() - begun);
      end(unreachable(picture, `${what}, after ${after} ms`));
    };
    const timer = setTimeout(() => {
      failed("nothing came");
    }, TIMEOUT_MILLIS);
    image.addEventListener("load", () => {
      if (image.naturalWidth === WIDTH && image.naturalHeight === HEIGHT) {
        end(good(`${new URL(picture).host} answers.`));
      } else {
        failed("another picture came");
      }
    });
    image.addEventListener("error", () => {
      failed("refused, or no picture came");
    });
    image.src = picture;
  });
}

function unreachable(picture: string, said: string): Finding {
  const { hostname, port, protocol, host } = new URL(picture);
  const number = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return bad(
    `${host} does not answer.`,
    "Terminals work. Only web servers that you start in a machine cannot be opened by Ports.",
    "You can take part in labs without web servers. Give this text to the network's owner.",
    {
      tried: `GET ${picture}`,
      answered: said,
      needed: `TCP port ${number} of ${hostname} (${protocol === "https:" ? "HTTPS" : "HTTP"}), too.`,
    },
  );
}
