import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AccountForm } from "./account-form";
import { ApiError } from "./api";
import { askForCode } from "./code-dialog";

const send = vi.fn<(values: Readonly<Record<string, string>>) => Promise<void>>();

function field(id: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`#${id}`);
  if (found === null) {
    throw new Error(`no field ${id}`);
  }
  return found;
}

function text(selector: string): string {
  return document.querySelector<HTMLElement>(`${selector}:not([hidden])`)?.textContent ?? "";
}

beforeEach(() => {
  document.body.innerHTML = `<form><p class="form-problem" hidden></p>
    <input id="name" name="name" aria-describedby="hint" /><p id="name-problem" hidden></p>
    <input id="password" name="password" /><p id="password-problem" hidden></p>
    <button class="button">Go</button></form>`;
  const form = document.querySelector("form");
  if (form !== null) {
    new AccountForm(form, send);
  }
});

afterEach(() => {
  vi.resetAllMocks();
  document.body.replaceChildren();
});

describe("a form of an account", () => {
  it("says at the field what is wanting, and asks the server nothing", () => {
    field("name").value = "Ada";
    document.querySelector("button")?.click();

    expect(text("#password-problem")).toBe("Fill this in.");
    expect(document.activeElement).toBe(field("password"));
    expect(send).not.toHaveBeenCalled();
  });

  it("shows a refusal at the field that it is about, and takes it back", async () => {
    send.mockRejectedValueOnce(new ApiError(409, "name_taken", "Choose another one."));
    field("name").value = "Ada";
    field("password").value = "correct horse";
    document.querySelector("button")?.click();

    await vi.waitFor(() => {
      expect(text("#name-problem")).toBe("Choose another one.");
    });
    expect(field("name").getAttribute("aria-invalid")).toBe("true");
    expect(field("name").getAttribute("aria-describedby")).toBe("hint name-problem");

    await vi.waitFor(() => {
      expect(document.querySelector("button")?.disabled).toBe(false);
    });
    send.mockResolvedValueOnce();
    document.querySelector("button")?.click();
    expect(text("#name-problem")).toBe("");
    expect(field("name").getAttribute("aria-describedby")).toBe("hint");
    expect(send).toHaveBeenLastCalledWith({ name: "Ada", password: "correct horse" });
  });

  it("is sent once, however often it is pressed", () => {
    send.mockReturnValue(new Promise(() => undefined));
    field("name").value = "Ada";
    field("password").value = "correct horse";
    document.querySelector("form")?.requestSubmit();
    document.querySelector("form")?.requestSubmit();

    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe("the code of self-study", () => {
  it("is asked for again when it is wrong, and lets the learner go on when it is right", async () => {
    const wrong = { error: "wrong_code", message: "That is not the code." };
    const fetched = vi
      .fn()
      .mockResolvedValueOnce(new Response(JSON.stringify(wrong), { status: 403 }))
      .mockResolvedValueOnce(new Response(null, { status: 204 }));
    vi.stubGlobal("fetch", fetched);
    const entered = askForCode("A code is needed.");

    field("self-study-code").value = "goats";
    document.querySelector("dialog form")?.dispatchEvent(new Event("submit"));
    await vi.waitFor(() => {
      expect(text("#self-study-code-problem")).toBe("That is not the code.");
    });
    await vi.waitFor(() => {
      expect(document.querySelector<HTMLButtonElement>("dialog .primary")?.disabled).toBe(false);
    });
    field("self-study-code").value = "blue-sheep";
    document.querySelector("dialog form")?.dispatchEvent(new Event("submit"));

    expect(await entered).toBe(true);
    expect(document.querySelector("dialog")).toBeNull();
    vi.unstubAllGlobals();
  });
});
