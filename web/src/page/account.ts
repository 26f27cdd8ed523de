// The pages of instructors' accounts: sign-in, the page behind a one-time link, the account itself.
import { required } from "../dom";
import { changePassword, signIn } from "./account-api";
import { AccountForm } from "./account-form";
import { AccountLists } from "./account-lists";
import { wireSignOut } from "./sign-out";
import { wireThemeSwitch } from "./theme-switch";
import { Welcome } from "./welcome";

wireThemeSwitch(required("#theme-switch"));
wireSignOut();

const entrance = document.querySelector<HTMLFormElement>("#sign-in");
if (entrance !== null) {
  new AccountForm(entrance, async (values) => {
    await signIn(values["name"] ?? "", values["password"] ?? "");
    location.replace(entrance.dataset["next"] ?? "/");
  });
  required<HTMLInputElement>("#name", entrance).focus();
}

if (document.querySelector("#welcome") !== null) {
  new Welcome();
}

if (document.querySelector("#instructors") !== null) {
  const lists = new AccountLists();
  // Who signs in elsewhere has no password here.
  const change = document.querySelector<HTMLFormElement>("#change-password");
  if (change !== null) {
    new AccountForm(change, async (values) => {
      await changePassword(values["old"] ?? "", values["password"] ?? "");
      change.reset();
      required(".account-status").textContent =
        "Your password is changed. Your other sessions have ended.";
      await lists.show();
    });
  }
}
