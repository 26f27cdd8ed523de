import { required } from "../dom";
import { checkLink, join } from "./account-api";
import { AccountForm } from "./account-form";
import { messageOf } from "./api";

const INCOMPLETE = "This address is not complete. Open the whole link that you were sent.";

/**
 * The page behind a one-time link. Its secret stands behind the #, which browsers send to nobody; it
 * leaves the address bar at once and is kept by this page alone.
 */
export class Welcome {
  private readonly form = required<HTMLFormElement>("#welcome");
  private readonly notice = required("#link-problem");
  private token = "";

  constructor() {
    new AccountForm(this.form, async (values) => {
      await join(this.token, values["name"] ?? "", values["password"] ?? "");
      location.replace("/instructors");
    });
    // Somebody may put the link into the address bar of this very page.
    window.addEventListener("hashchange", () => void this.take());
    void this.take();
  }

  private async take(): Promise<void> {
    const token = location.hash.slice(1);
    if (token === "" && this.token !== "") {
      return;
    }
    history.replaceState(null, "", location.pathname);
    this.token = token;
    try {
      if (token === "") {
        this.refuse(INCOMPLETE);
        return;
      }
      await checkLink(token);
      this.notice.hidden = true;
      this.form.hidden = false;
      required<HTMLInputElement>("#name", this.form).focus();
    } catch (problem) {
      this.refuse(messageOf(problem));
    }
  }

  private refuse(text: string): void {
    this.form.hidden = true;
    required("span", this.notice).textContent = text;
    this.notice.hidden = false;
  }
}
