import { element, required } from "../dom";
import * as api from "./account-api";
import { ApiError, messageOf } from "./api";
import { copyText } from "../terminal/clipboard";
import { showTimes } from "./times";

/** The lists of the account page: instructors, invitations, sessions. */
export class AccountLists {
  private readonly status = required(".account-status");
  private readonly link = required<HTMLInputElement>("#invitation-link");

  constructor() {
    required("#invite").addEventListener("click", () => void this.invite());
    required("#copy-link").addEventListener("click", () => void this.copy());
    required("#end-all").addEventListener("click", () => {
      void this.change(api.endAllSessions, "Signed out.");
    });
    void this.show();
  }

  /** Reads everything anew: a change of one list may be one of another. */
  async show(): Promise<void> {
    try {
      const [people, open, browsers] = await Promise.all([
        api.instructors(),
        api.invitations(),
        api.sessions(),
      ]);
      const last = people.instructors.length === 1;
      fill(
        "#instructors",
        people.instructors.map((one) => this.person(one, last)),
      );
      fill(
        "#invitations",
        open.invitations.map((one) => this.invitation(one)),
      );
      fill(
        "#sessions",
        browsers.sessions.map((one) => this.session(one)),
      );
      showTimes(required("main"));
    } catch (problem) {
      this.failed(problem);
    }
  }

  private person(one: api.Colleague, last: boolean): HTMLElement {
    const text = [element("strong", {}, one.name)];
    if (one.you) {
      text.push(element("span", { class: "badge quiet" }, "you"));
    }
    text.push(fact("since ", one.since));
    const actions = last
      ? []
      : [
          confirmed("Remove", `Remove ${one.name}`, () =>
            this.change(() => api.removeInstructor(one.id), `${one.name} was removed.`),
          ),
        ];
    return element("li", {}, element("div", {}, ...text), ...actions);
  }

  private invitation(one: api.Invitation): HTMLElement {
    const text = element("div", {}, element("strong", {}, `By ${one.by}`));
    text.append(fact("made ", one.created), fact("good until ", one.expires));
    const button = element(
      "button",
      {
        type: "button",
        class: "button small",
        "aria-label": `Withdraw the invitation by ${one.by}`,
      },
      "Withdraw",
    );
    button.addEventListener("click", () => {
      void this.change(() => api.withdraw(one.id), "The invitation was withdrawn.");
    });
    return element("li", {}, text, button);
  }

  private session(one: api.Session): HTMLElement {
    const text = [element("strong", {}, one.browser)];
    if (one.current) {
      text.push(element("span", { class: "badge quiet" }, "this browser"));
    }
    text.push(element("span", { class: "account-fact" }, `from ${one.place}`));
    text.push(fact("since ", one.since), fact("last used ", one.used));
    const label = `End the session of ${one.browser}${one.current ? ", this browser" : ""}`;
    const button = element(
      "button",
      { type: "button", class: "button small", "aria-label": label },
      "End",
    );
    button.addEventListener("click", () => {
      void this.change(() => api.endSession(one.id), "The session was ended.");
    });
    return element("li", {}, element("div", {}, ...text), button);
  }

  private async invite(): Promise<void> {
    try {
      const { path } = await api.invite();
      this.link.value = new URL(path, location.origin).href;
      required("#new-invitation").hidden = false;
      this.link.focus();
      this.link.select();
      this.status.textContent = "The invitation is made. Copy its link now.";
      await this.show();
    } catch (problem) {
      this.failed(problem);
    }
  }

  private async copy(): Promise<void> {
    this.link.select();
    this.status.textContent = (await copyText(this.link.value))
      ? "The link is copied."
      : "This browser does not let pages copy. Copy the link by hand.";
  }

  /** Does something, says so, and shows what it changed. */
  private async change(action: () => Promise<void>, done: string): Promise<void> {
    try {
      await action();
      this.status.textContent = done;
      await this.show();
      if (document.activeElement === document.body) {
        required("#account").focus(); // what was pressed is gone
      }
    } catch (problem) {
      this.failed(problem);
    }
  }

  private failed(problem: unknown): void {
    if (problem instanceof ApiError && problem.code === "sign_in_first") {
      location.assign("/sign-in?next=/instructors");
      return;
    }
    this.status.textContent = messageOf(problem);
  }
}

function fill(selector: string, items: HTMLElement[]): void {
  required(selector).replaceChildren(...items);
}

function fact(before: string, at: string): HTMLElement {
  const time = element("time", { datetime: at, "data-whole": true }, at);
  return element("span", { class: "account-fact" }, before, time);
}

/** A button that asks once more before it does what cannot be undone. */
function confirmed(text: string, label: string, action: () => Promise<void>): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "button small", "aria-label": label },
    text,
  );
  button.addEventListener("click", () => {
    if (button.classList.contains("danger")) {
      void action();
      return;
    }
    button.classList.add("danger");
    button.textContent = "Really remove?";
    button.setAttribute("aria-label", `${label}? Press again to do it.`);
  });
  button.addEventListener("blur", () => {
    button.classList.remove("danger");
    button.textContent = text;
    button.setAttribute("aria-label", label);
  });
  return button;
}
