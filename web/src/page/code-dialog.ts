import { element } from "../dom";
import { enterSelfStudy } from "./account-api";
import { AccountForm } from "./account-form";

/** Asks for the code of self-study. Tells whether the learner is let in now. */
export function askForCode(why: string): Promise<boolean> {
  const problem = element("p", { class: "form-problem", role: "alert", hidden: true });
  const input = element("input", {
    id: "self-study-code",
    name: "code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    required: true,
  });
  const note = element("p", { class: "field-problem", id: `${input.id}-problem`, hidden: true });
  const cancel = element("button", { type: "button", class: "button" }, "Cancel");
  const form = element(
    "form",
    { class: "account-form", novalidate: true },
    problem,
    element("div", { class: "field" }, element("label", { for: input.id }, "Code"), input, note),
    element("menu", {}, cancel, element("button", { class: "button primary" }, "Go on")),
  );
  const dialog = element(
    "dialog",
    { "aria-labelledby": "code-title" },
    element("h2", { id: "code-title" }, "A code, please"),
    element("p", {}, why),
    form,
  );
  return new Promise((resolve) => {
    let entered = false;
    new AccountForm(form, async (values) => {
      await enterSelfStudy(values["code"] ?? "");
      entered = true;
      dialog.close();
    });
    cancel.addEventListener("click", () => {
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(entered);
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
