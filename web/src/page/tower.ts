// The control tower: a class as its instructor sees it while it works.
import { required } from "../dom";
import type { Tower, TowerLab } from "../protocol/tower";
import { copyText } from "../terminal/clipboard";
import { ApiError, messageOf } from "./api";
import { PageNotice } from "./notice";
import { wireSignOut } from "./sign-out";
import { wireThemeSwitch } from "./theme-switch";
import { TowerActions } from "./tower-actions";
import { TowerApi } from "./tower-api";
import { set } from "./tower-card";
import { TowerDetail } from "./tower-detail";
import { TowerHead } from "./tower-head";
import { TowerLearners } from "./tower-learners";
import { countsOf, progressOf, queueOf, rowsOf } from "./tower-model";
import { TowerProgress } from "./tower-progress";
import { TowerQueue } from "./tower-queue";
import { TowerScreens } from "./tower-screens";

const EVERY_MILLIS = 1_000;
const LEARNER = "#learner-";

const { tower: first, labs } = JSON.parse(required("#tower-json").textContent) as {
  tower: Tower;
  labs: TowerLab[];
};
let latest = first;
let asking = false;
let away = false;
const api = new TowerApi(first.workshop.id);
const notice = new PageNotice(required(".page-notice"));
const actions = new TowerActions(api, labs, told);
const head = new TowerHead();
const queue = new TowerQueue({ attend });
const progress = new TowerProgress((lab, step) => {
  actions.move(lab, step);
});
const screens = new TowerScreens((terminals) => api.screens(terminals));
const learners = new TowerLearners(screens);
const detail = new TowerDetail(api, actions);

wireThemeSwitch(required("#theme-switch"));
wireSignOut();
wireButtons();
show(first);
setInterval(() => void look(), EVERY_MILLIS);
window.addEventListener("hashchange", () => {
  show(latest);
});
document.addEventListener("visibilitychange", () => void look());
window.addEventListener("pagehide", () => {
  screens.dispose();
});

function show(tower: Tower): void {
  latest = tower;
  const rows = rowsOf(tower, labs);
  head.show(tower, countsOf(tower));
  queue.show(queueOf(rows));
  progress.show(progressOf(tower, labs), tower.workshop.place, tower.workshop.state === "open");
  learners.show(rows);
  const wanted = location.hash.startsWith(LEARNER) ? location.hash.slice(LEARNER.length) : "";
  if (wanted !== "" || detail.open !== "") {
    detail.show(tower, rows, wanted);
  }
}

async function look(): Promise<void> {
  if (document.hidden || asking) {
    return;
  }
  asking = true;
  try {
    show(await api.look());
    if (away) {
      away = false;
      notice.hide();
    }
  } catch (problem) {
    lost(problem);
  } finally {
    asking = false;
  }
}

function lost(problem: unknown): void {
  if (problem instanceof ApiError && problem.code === "sign_in_first") {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
    return;
  }
  if (!away) {
    away = true;
    notice.show(`${messageOf(problem)} What you see is not up to date.`);
  }
}

function attend(learner: string): void {
  location.hash = LEARNER + learner;
  void attempt(async () => {
    await api.lowerHand(learner);
    await look();
  });
}

function told(text: string): void {
  detail.told(text);
  const toast = required("#tower-told");
  set(toast, text);
  toast.dataset["shown"] = "true";
  setTimeout(() => {
    toast.dataset["shown"] = String(toast.textContent !== text);
  }, 5_000);
  void look();
}

async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (problem) {
    notice.show(messageOf(problem));
  }
}

function wireButtons(): void {
  const doing: Record<string, () => void | Promise<void>> = {
    open: () => after("The labs are open.", () => api.open()),
    pause: () =>
      after("The class is paused: the time of all labs stands still.", () => api.pause(true)),
    resume: () => after("The class goes on.", () => api.pause(false)),
    message: () => {
      actions.message();
    },
    command: () => {
      actions.command();
    },
    move: () => {
      actions.move(latest.workshop.place?.lab, latest.workshop.place?.step);
    },
    time: () => actions.moreTime(),
    show: () => actions.showTerminal(),
    "stop-show": () => after("Everybody sees their own again.", () => api.stopShowing()),
    warm: () => {
      actions.warm(latest.workshop);
    },
    end: () => {
      actions.end(countsOf(latest).working);
    },
    copy: async () => {
      const link = new URL(`/join/${latest.workshop.code}`, location.origin).href;
      told((await copyText(link)) ? "The link is copied." : `Copying is not allowed here: ${link}`);
    },
  };
  for (const [name, action] of Object.entries(doing)) {
    required(`[data-do="${name}"]`).addEventListener("click", () => {
      void attempt(async () => {
        await action();
      });
    });
  }
}

async function after(text: string, action: () => Promise<void>): Promise<void> {
  await action();
  told(text);
}
