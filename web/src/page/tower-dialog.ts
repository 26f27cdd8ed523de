import { Disposables } from "../disposables";
import { element } from "../dom";
import { messageOf } from "./api";

/** What a dialog asks for. */
export interface Question {
  readonly title: string;
  readonly text?: string;
  /** What is asked for, above the buttons. */
  readonly fields?: readonly HTMLElement[];
  readonly button: string;
  readonly danger?: boolean;
  /** Does it; what it throws is shown, and the dialog stays. */
  run(): Promise<void>;
  /** After it has gone, whichever way. */
  closed?(): void;
}

let asked = 0;

/** Asks for something, or before something that cannot be undone. It goes away by itself. */
export function ask(question: Question): void {
  const held = new Disposables();
  asked += 1;
  const id = `tower-question-${asked}`;
  const problem = element("p", { class: "choice-problem", role: "alert" });
  const cancel = element(
    "button",
    { type: "button", class: "button", autofocus: question.fields === undefined },
    "Cancel",
  );
  const apply = element(
    "button",
    { class: question.danger === true ? "button danger" : "button primary" },
    question.button,
  );
  const form = element(
    "form",
    { class: "account-form" },
    element("h2", { id }, question.title),
    ...(question.text === undefined ? [] : [element("p", {}, question.text)]),
    ...(question.fields ?? []),
    problem,
    element("menu", {}, cancel, apply),
  );
  const dialog = element("dialog", { class: "tower-question", "aria-labelledby": id }, form);
  held.listen(cancel, "click", () => {
    dialog.close();
  });
  held.listen(dialog, "close", () => {
    held.dispose();
    dialog.remove();
    question.closed?.();
  });
  held.listen(form, "submit", (event: Event) => {
    event.preventDefault();
    apply.disabled = true;
    problem.textContent = "";
    question
      .run()
      .then(() => {
        dialog.close();
      })
      .catch((failure: unknown) => {
        problem.textContent = messageOf(failure);
        apply.disabled = false;
      });
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A field with its label above. */
export function field(label: string, input: HTMLElement, hint = ""): HTMLElement {
  asked += 1;
  input.id = `tower-field-${asked}`;
  const made = element(
    "div",
    { class: "field" },
    element("label", { for: input.id }, label),
    input,
  );
  if (hint !== "") {
    const told = element("p", { class: "field-hint", id: `${input.id}-hint` }, hint);
    input.setAttribute("aria-describedby", told.id);
    made.append(told);
  }
  return made;
}

/** A choice of one; values are texts. */
export function choice(
  options: readonly (readonly [string, string])[],
  chosen = "",
): HTMLSelectElement {
  const select = element("select");
  for (const [value, text] of options) {
    const option = element("option", { value }, text);
    option.selected = value === chosen;
    select.append(option);
  }
  return select;
}
