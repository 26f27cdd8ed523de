// The list of labs, a lab's own page, and plain messages.
import { element, required } from "../dom";
import { ApiError, messageOf, startWorkspace } from "./api";
import { askForCode } from "./code-dialog";
import { EngineNotice } from "./engine-notice";
import { watchImages } from "./image-news";
import { completeImages, showImage } from "./image-states";
import { wireSignOut } from "./sign-out";
import { wireThemeSwitch } from "./theme-switch";
import { showTimes } from "./times";

wireThemeSwitch(required("#theme-switch"));
wireSignOut();
completeImages(document);
const notice = document.querySelector<HTMLElement>(".engine-notice");
if (notice !== null) {
  new EngineNotice(notice);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-start]")) {
  button.addEventListener("click", () => {
    void start(button);
  });
}

showTimes(document);

if (document.querySelector("[data-image]") !== null) {
  const live = watchImages((status) => {
    showImage(document, status);
  });
  window.addEventListener("pagehide", () => {
    live.dispose();
  });
}

async function start(button: HTMLButtonElement): Promise<void> {
  const problem = required(".start-problem", button.parentElement ?? document);
  problem.hidden = true;
  button.disabled = true;
  button.classList.add("busy");
  try {
    const { id } = await startWorkspace(button.dataset["start"] ?? "");
    location.assign(`/workspaces/${encodeURIComponent(id)}`);
  } catch (refused) {
    button.disabled = false;
    button.classList.remove("busy");
    await explain(refused, problem, button);
  }
}

/** Says why a lab did not start, or asks for what was wanting and starts it then. */
async function explain(
  refused: unknown,
  problem: HTMLElement,
  button: HTMLButtonElement,
): Promise<void> {
  const code = refused instanceof ApiError ? refused.code : "";
  if (code === "code_needed") {
    if (await askForCode(messageOf(refused))) {
      await start(button);
    } else {
      button.focus();
    }
    return;
  }
  problem.replaceChildren(messageOf(refused));
  if (code === "sign_in_needed") {
    const next = encodeURIComponent(location.pathname);
    problem.append(" ", element("a", { href: `/sign-in?next=${next}` }, "Sign in"));
  }
  problem.hidden = false;
}
