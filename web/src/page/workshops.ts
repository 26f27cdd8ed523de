// An instructor's workshops: what is planned, what is on, what is over.
import { element, icon, required } from "../dom";
import type { LabChoice, Workshop } from "../protocol/workshop";
import { messageOf } from "./api";
import { deleteDialog } from "./delete-dialog";
import { PageNotice } from "./notice";
import { PlanDialog } from "./plan-dialog";
import { wireSignOut } from "./sign-out";
import { wireThemeSwitch } from "./theme-switch";
import { workshopApi } from "./workshop-api";

interface Plans {
  readonly workshops: readonly Workshop[];
  readonly labs: readonly LabChoice[];
}

const plans = JSON.parse(required("#workshops-json").textContent) as Plans;
const notice = new PageNotice(required(".page-notice"));
const list = required("#workshop-list");
const dialog = new PlanDialog(plans.labs, (saved) => {
  void refresh(saved.id);
});

wireThemeSwitch(required("#theme-switch"));
wireSignOut();
show(plans.workshops);
required("#prepare").addEventListener("click", () => {
  dialog.open();
});

function show(workshops: readonly Workshop[]): void {
  list.replaceChildren(
    ...(workshops.length === 0 ? [nothing()] : workshops.map((one) => card(one))),
  );
}

function nothing(): HTMLElement {
  return element(
    "li",
    { class: "empty" },
    element("h2", {}, "No workshop yet"),
    element("p", {}, "Prepare one: its seats are checked against this server at once."),
  );
}

function card(workshop: Workshop): HTMLElement {
  const at = `/workshops/${encodeURIComponent(workshop.id)}`;
  const title = element("h2", {}, element("a", { href: at }, workshop.title));
  const badge = element("span", { class: `badge state-${workshop.state}` }, STATES[workshop.state]);
  const facts = element(
    "p",
    { class: "lab-facts" },
    `${when(workshop)} · ${workshop.seats} seats · ${workshop.labs.map(titleOf).join(", ")}`,
  );
  const body = element("article", { class: "workshop-card" }, element("header", {}, title, badge));
  body.append(facts);
  if (workshop.problem !== null) {
    body.append(element("p", { class: "notice warn" }, icon("alert"), workshop.problem));
  }
  body.append(actions(workshop, at));
  return element("li", {}, body);
}

const STATES = { prepared: "Prepared", open: "On now", ended: "Over" };

function actions(workshop: Workshop, at: string): HTMLElement {
  const foot = element("footer", {});
  const named = element("span", { class: "visually-hidden" }, ` of ${workshop.title}`);
  const link = (href: string, label: string, kind = "button"): HTMLElement =>
    element("a", { class: kind, href }, label, named.cloneNode(true));
  if (workshop.state !== "ended") {
    foot.append(
      link(at, "To the class", "button primary"),
      element(
        "a",
        { class: "button", href: `${at}/invitation` },
        "Invite: ",
        element("strong", { class: "code-inline" }, workshop.code),
      ),
      button("Change…", workshop, () => {
        dialog.open(workshop);
      }),
      link(`${at}/rehearsal`, "Rehearse"),
    );
  }
  foot.append(
    link(`${at}/results`, "Results", workshop.state === "ended" ? "button primary" : "button"),
    button("Delete…", workshop, () => {
      deleteDialog(workshop, () => refresh()).open();
    }),
  );
  return foot;
}

function button(label: string, workshop: Workshop, action: () => void): HTMLElement {
  const made = element(
    "button",
    { type: "button", class: "button" },
    label,
    element("span", { class: "visually-hidden" }, ` ${workshop.title}`),
  );
  made.addEventListener("click", action);
  return made;
}

/** Draws the list anew, and brings the keyboard to the one that was saved. */
async function refresh(saved?: string): Promise<void> {
  try {
    show(await workshopApi.all());
  } catch (problem) {
    notice.show(messageOf(problem));
    return;
  }
  const link = saved === undefined ? null : list.querySelector(`h2 a[href$="/${saved}"]`);
  (link instanceof HTMLElement ? link : required("#prepare")).focus();
}

function titleOf(lab: string): string {
  return plans.labs.find((one) => one.id === lab)?.title ?? lab;
}

function when(workshop: Workshop): string {
  const starts = new Date(workshop.starts);
  const ends = new Date(workshop.ends);
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = starts.toLocaleDateString([], { dateStyle: "medium" });
  const sameDay = starts.toDateString() === ends.toDateString();
  const end = sameDay
    ? ends.toLocaleTimeString([], time)
    : ends.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return `${day}, ${starts.toLocaleTimeString([], time)} to ${end}`;
}
