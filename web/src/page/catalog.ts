// The list of labs, a lab's own page, and plain messages.
import { required } from "../dom";
import { messageOf, startWorkspace } from "./api";
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
    problem.textContent = messageOf(refused);
    problem.hidden = false;
    button.disabled = false;
    button.classList.remove("busy");
  }
}
