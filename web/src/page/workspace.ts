// The page of a running lab.
import { required } from "../dom";
import type { Workspace } from "../protocol/workspace";
import { Divider } from "./divider";
import { EngineNotice } from "./engine-notice";
import { keepPreferences, readPreferences } from "./preferences";
import { wireTerminalTools } from "./terminal-tools";
import { wireThemeSwitch } from "./theme-switch";
import { WorkspacePage } from "./workspace-page";

/** As wide as a comfortable line of text, and no wider: the terminals need the rest. */
const USUAL_STEPS_PIXELS = 420;

const workspace = JSON.parse(required("#workspace-json").textContent) as Workspace;
const page = new WorkspacePage(workspace, document.body.dataset["lab"] ?? "");

new EngineNotice(required(".engine-notice"));
wireThemeSwitch(required("#theme-switch"));
wireTerminalTools(required(".toolbar"), () => {
  page.panes.appear();
});
new Divider(
  required("#steps-divider"),
  "--steps-width",
  { least: 18, most: 60 },
  readPreferences().stepsWidth ?? (USUAL_STEPS_PIXELS / innerWidth) * 100,
  (stepsWidth) => {
    keepPreferences({ stepsWidth });
  },
);

const dialog = required<HTMLDialogElement>("#end-dialog");
required("#end-lab").addEventListener("click", () => {
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "end") {
    void page.end();
  }
});
