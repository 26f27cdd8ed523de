// The page of a workshop's rehearsal.
import { required } from "../dom";
import { RehearsalPanel } from "./rehearsal";
import { wireSignOut } from "./sign-out";
import { wireThemeSwitch } from "./theme-switch";

wireThemeSwitch(required("#theme-switch"));
wireSignOut();
const place = required("#rehearsal");
new RehearsalPanel(place, place.dataset["workshop"] ?? "", Number(place.dataset["learners"]));
