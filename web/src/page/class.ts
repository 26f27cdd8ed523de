// A workshop as its learners see it between labs.
import { element, required } from "../dom";
import type { ClassLab, ClassView } from "../protocol/class";
import { messageOf } from "./api";
import { ClassApi } from "./class-api";
import { HandButton } from "./hand-button";
import { PageNotice } from "./notice";
import { forgetPersonalCode, keepPersonalCode, personalCode } from "./personal-code";
import { saidItem } from "./said";
import { ShownTerminal } from "./shown-terminal";
import { wireThemeSwitch } from "./theme-switch";

const first = JSON.parse(required("#class-json").textContent) as ClassView;
const api = new ClassApi(first.id);
const notice = new PageNotice(required(".page-notice"));
const hand = new HandButton(required("#hand"), (raised) => attempt(() => api.hand(raised)));
const shown = new ShownTerminal(required("#broadcast"));
let said = 0;
let drawn = "";

wireThemeSwitch(required("#theme-switch"));
show(first);
showCode();
if (first.state !== "ended") {
  const live = api.watch(show, () => {
    required("#class-state").textContent = "This workshop was deleted by its instructor.";
    required("#class-labs").replaceChildren();
  });
  window.addEventListener("pagehide", () => {
    live.dispose();
  });
}
required("#code-kept").addEventListener("click", () => {
  forgetPersonalCode(first.id);
  showCode();
});
required("#new-code").addEventListener("click", () => {
  void attempt(async () => {
    keepPersonalCode(first.id, await api.newCode());
    showCode();
    required("#code-kept").focus();
  });
});

function show(view: ClassView): void {
  document.body.dataset["state"] = view.state;
  required("#class-state").textContent = stateOf(view);
  hand.show(view.hand);
  required("#broadcast").hidden = view.broadcast === null;
  shown.update(view.broadcast);
  required("#hand").hidden = view.state === "ended";
  const labs = JSON.stringify([view.labs, view.state, view.place]);
  if (labs !== drawn) {
    drawn = labs; // else the keyboard would lose its place for nothing
    required("#class-labs").replaceChildren(...view.labs.map((lab) => labItem(lab, view)));
  }
  const list = required("#said");
  for (const message of view.messages.filter((one) => one.id > said)) {
    list.prepend(saidItem(message));
    said = message.id;
  }
  required(".said-nothing").hidden = said > 0;
}

function stateOf(view: ClassView): string {
  const hello = `You are in as ${view.name}. `;
  switch (view.state) {
    case "prepared":
      return `${hello}It begins ${timeOf(view.starts)}, when your instructor opens the labs. This page goes on by itself.`;
    case "open":
      return view.paused
        ? `${hello}Your instructor paused the class: the time of your labs stands still.`
        : `${hello}The labs are open.`;
    case "ended":
      return "This workshop is over. Thank you for being here.";
  }
}

function timeOf(instant: string): string {
  const when = new Date(instant);
  const sameDay = when.toDateString() === new Date().toDateString();
  const time = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return sameDay
    ? `at ${time}`
    : `on ${when.toLocaleDateString([], { dateStyle: "long" })}, ${time}`;
}

function labItem(lab: ClassLab, view: ClassView): HTMLElement {
  const title = element("h2", {}, lab.title);
  const facts = element(
    "p",
    { class: "lab-facts" },
    [`About ${lab.minutes} minutes`, tasks(lab)].filter((fact) => fact !== "").join(" · "),
  );
  const bar = element("progress", {
    max: String(Math.max(1, lab.tasks)),
    value: String(lab.passed),
    "aria-label": `Tasks done of ${lab.title}`,
  });
  bar.hidden = lab.tasks === 0;
  const text = element("div", { class: "class-lab-text" }, title, facts, bar);
  const here = view.place?.lab === lab.id && view.state === "open";
  if (here) {
    title.append(" ", element("span", { class: "badge" }, "The class is here"));
  }
  return element("li", { class: "class-lab" }, text, wayIn(lab, view, here));
}

function tasks(lab: ClassLab): string {
  return lab.tasks === 0 ? "" : `${lab.passed} of ${lab.tasks} tasks done`;
}

function wayIn(lab: ClassLab, view: ClassView, here: boolean): HTMLElement {
  if (lab.workspace !== null) {
    const label = lab.workspaceState === "queued" ? "To your place in the queue" : "Continue";
    return element(
      "a",
      { class: "button primary", href: `/workspaces/${encodeURIComponent(lab.workspace)}` },
      label,
      element("span", { class: "visually-hidden" }, ` ${lab.title}`),
    );
  }
  const button = element(
    "button",
    { type: "button", class: here || view.labs[0] === lab ? "button primary" : "button" },
    "Start",
    element("span", { class: "visually-hidden" }, ` ${lab.title}`),
  );
  button.disabled = view.state !== "open";
  button.addEventListener("click", () => {
    button.disabled = true;
    button.classList.add("busy");
    void attempt(async () => {
      const { id } = await api.start(lab.id);
      location.assign(`/workspaces/${encodeURIComponent(id)}`);
    }).finally(() => {
      button.disabled = false;
      button.classList.remove("busy");
    });
  });
  return button;
}

function showCode(): void {
  const code = personalCode(first.id);
  required("#personal-code").hidden = code === null;
  required(".code-shown").textContent = code ?? "";
}

async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (problem) {
    notice.show(messageOf(problem));
  }
}
