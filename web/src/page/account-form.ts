import { required } from "../dom";
import { ApiError, messageOf } from "./api";

/** Which field a refusal is about; others are about the whole. */
const FIELD_OF: Readonly<Record<string, string>> = {
  bad_name: "name",
  name_taken: "name",
  bad_password: "password",
  wrong_password: "old",
  wrong_code: "code",
};

/**
 * A form whose errors stand at their field, where screen readers find them, and which is sent once
 * at a time.
 */
export class AccountForm {
  private readonly problem: HTMLElement;
  private readonly button: HTMLButtonElement;

  /**
   * @param send gets the fields' values by name; throws what the server refused
   */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly send: (values: Readonly<Record<string, string>>) => Promise<void>,
  ) {
    this.problem = required(".form-problem", form);
    this.button = required<HTMLButtonElement>("button:not([type=button])", form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
  }

  private async submit(): Promise<void> {
    if (this.button.disabled) {
      return;
    }
    this.clear();
    const missing = this.inputs().find((input) => input.value === "");
    if (missing !== undefined) {
      this.say(missing, "Fill this in.");
      return;
    }
    this.busy(true);
    try {
      const values = this.inputs().map((input) => [input.name, input.value] as const);
      await this.send(Object.fromEntries(values));
    } catch (problem) {
      this.refused(problem);
    } finally {
      this.busy(false);
    }
  }

  private refused(problem: unknown): void {
    const name = problem instanceof ApiError ? FIELD_OF[problem.code] : undefined;
    const input = this.inputs().find((one) => one.name === name);
    if (input !== undefined) {
      this.say(input, messageOf(problem));
      return;
    }
    this.problem.textContent = messageOf(problem);
    this.problem.hidden = false;
    this.inputs().at(-1)?.select();
  }

  private say(input: HTMLInputElement, text: string): void {
    const note = required(`#${input.id}-problem`, this.form);
    note.textContent = text;
    note.hidden = false;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-errormessage", note.id);
    describe(input, note.id, true);
    input.focus();
  }

  private clear(): void {
    this.problem.hidden = true;
    for (const input of this.inputs()) {
      const note = required(`#${input.id}-problem`, this.form);
      note.hidden = true;
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-errormessage");
      describe(input, note.id, false);
    }
  }

  private busy(busy: boolean): void {
    this.button.disabled = busy;
    this.button.classList.toggle("busy", busy);
  }

  private inputs(): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>("input[name]")];
  }
}

/** Adds a note to what a field is described by, or takes it away. */
function describe(input: HTMLInputElement, id: string, on: boolean): void {
  const others = (input.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((one) => one !== "" && one !== id);
  const all = on ? [...others, id] : others;
  if (all.length === 0) {
    input.removeAttribute("aria-describedby");
  } else {
    input.setAttribute("aria-describedby", all.join(" "));
  }
}
