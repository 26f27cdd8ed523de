// Joining a workshop, and coming back to it.
import { required } from "../dom";
import { AccountForm } from "./account-form";
import { comeBack, join, type Entered } from "./class-api";
import { keepPersonalCode } from "./personal-code";
import { wireThemeSwitch } from "./theme-switch";

wireThemeSwitch(required("#theme-switch"));
new AccountForm(required<HTMLFormElement>("#join"), async (values) => {
  enter(await join(values["code"] ?? "", values["name"] ?? ""));
});
new AccountForm(required<HTMLFormElement>("#return"), async (values) => {
  enter(await comeBack(values["code"] ?? "", values["personalCode"] ?? ""));
});

function enter(entered: Entered): void {
  if (entered.personalCode !== null) {
    keepPersonalCode(entered.id, entered.personalCode);
  }
  location.assign(`/classes/${encodeURIComponent(entered.id)}`);
}
