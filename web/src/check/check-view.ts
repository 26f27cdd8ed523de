import { element, icon, required } from "../dom";
import { copyText } from "../terminal/clipboard";
import type { Finding } from "./finding";
import { ownerText } from "./owner-text";

const ICONS = { good: "check", note: "alert", bad: "close" } as const;
const WORDS = { good: "Fine", note: "Note", bad: "Problem" } as const;

/** One check in the list: its title at once, its result when there is one. */
export class CheckView {
  readonly item: HTMLLIElement;
  private readonly result = element("p", { class: "check-result" }, "Checking…");
  private readonly sign = element("span", {}, icon("clock"));

  constructor(
    readonly title: string,
    name: string,
    doing = "Checking…",
  ) {
    this.result.textContent = doing;
    this.item = element(
      "li",
      { class: "check-item", "data-check": name, "data-level": "busy" },
      element(
        "div",
        { class: "check-line" },
        this.sign,
        element("div", {}, element("h2", {}, title), this.result),
      ),
    );
  }

  show(finding: Finding): void {
    this.item.dataset["level"] = finding.level;
    this.sign.replaceChildren(
      icon(ICONS[finding.level]),
      element("span", { class: "visually-hidden" }, `${WORDS[finding.level]}: `),
    );
    this.result.textContent = finding.result;
    if (finding.meaning !== undefined) {
      this.item.append(this.help(finding));
    }
  }

  private help(finding: Finding): HTMLElement {
    const help = element("div", { class: "check-help" });
    help.append(element("p", {}, finding.meaning ?? ""));
    if (finding.advice !== undefined) {
      help.append(element("p", {}, finding.advice));
    }
    if (finding.evidence !== undefined) {
      const text = ownerText(
        this.title,
        finding.evidence,
        location,
        new Date(),
        navigator.userAgent,
      );
      help.append(forTheOwner(this.title, text));
    }
    return help;
  }
}

function forTheOwner(title: string, text: string): HTMLElement {
  const said = element("span", { class: "check-copied", role: "status" });
  const button = element(
    "button",
    { type: "button", class: "button small" },
    icon("copy"),
    "Copy this text",
    element("span", { class: "visually-hidden" }, ` about ${title}`),
  );
  wireCopy(button, said, () => text);
  return element(
    "details",
    { open: true },
    element("summary", {}, "For the network's owner"),
    element("pre", { class: "check-owner" }, text),
    button,
    " ",
    said,
  );
}

export function wireCopy(button: HTMLButtonElement, said: HTMLElement, text: () => string): void {
  button.addEventListener("click", () => {
    void copyText(text()).then((done) => {
      said.textContent = done ? "Copied." : "Select the text and copy it by hand.";
    });
  });
}

/** Tells the whole in one sentence, first without the check that takes longest. */
export function showVerdict(findings: readonly Finding[], open: number): void {
  const verdict = required("#verdict");
  const waiting = open === 0 ? "" : " One check goes on for a while: whether silent lines are cut.";
  const { level, text } = verdictOf(findings);
  verdict.dataset["level"] = level;
  verdict.textContent = text + waiting;
}

export function verdictOf(findings: readonly Finding[]): { level: string; text: string } {
  const problems = findings.filter((finding) => finding.level === "bad").length;
  if (findings.some((finding) => finding.blocks === true)) {
    const first = problems === 1 ? "One thing is" : `${problems} things are`;
    return { level: "bad", text: `You cannot take part yet. ${first} in the way: see below.` };
  }
  if (problems > 0) {
    const them = problems === 1 ? "one thing disturbs" : `${problems} things disturb`;
    return { level: "note", text: `You can take part, but ${them}: see below.` };
  }
  return { level: "good", text: "You can take part." };
}
