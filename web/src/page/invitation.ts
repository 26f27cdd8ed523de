// How to get into a workshop, for the projector.
import { required } from "../dom";
import { copyText } from "../terminal/clipboard";
import { wireThemeSwitch } from "./theme-switch";

wireThemeSwitch(required("#theme-switch"));
const copy = required("#copy-link");
copy.addEventListener("click", () => {
  void copyText(copy.dataset["link"] ?? "").then((copied) => {
    required(".button-label", copy).textContent = copied ? "Copied" : "Not copied";
  });
});
