// One terminal in a window of its own: on a projector, or for a guest.
import { required } from "../dom";
import { WatchedTerminal } from "../terminal/watched-terminal";
import { appearance } from "./preferences";
import { THEME_CHANGE, wireThemeSwitch } from "./theme-switch";

wireThemeSwitch(required("#theme-switch"));
const terminal = document.body.dataset["terminal"] ?? "";
const watched = new WatchedTerminal(required("#watched"), terminal, appearance());
document.addEventListener(THEME_CHANGE, () => {
  watched.appear(appearance());
});
