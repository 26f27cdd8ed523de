// Runs before the first paint and decides how bright the page is.
import { readPreferences } from "./preferences";

const system = matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const theme = readPreferences().theme ?? (system.matches ? "dark" : "light");
  document.documentElement.dataset["theme"] = theme;
}

apply();
system.addEventListener("change", () => {
  apply();
  document.dispatchEvent(new Event("themechange"));
});
