import { element, icon } from "../dom";
import type { ClassMessage } from "../protocol/class";

/**
 * What the instructor said, as an item of a list.
 *
 * @param type types the command of a message into a terminal, without running it; without it the
 *     command is copied
 */
export function saidItem(message: ClassMessage, type?: (command: string) => void): HTMLElement {
  const time = new Date(message.when).toLocaleTimeString([], {
    hour: "2-digit",
    minute: "2-digit",
  });
  const head = element(
    "p",
    { class: "said-head" },
    element("time", { datetime: message.when }, time),
    message.personal ? " to you" : " to all",
  );
  const item = element("li", { class: "said-item" }, head);
  if (message.command) {
    item.append(commandLine(message.text, type));
  } else {
    item.append(element("p", { class: "said-text" }, message.text));
  }
  return item;
}

function commandLine(text: string, type?: (command: string) => void): HTMLElement {
  const code = element("code", {}, text);
  const label = type === undefined ? "Copy" : "Type it";
  const button = element(
    "button",
    { type: "button", class: "button small" },
    icon(type === undefined ? "copy" : "prompt"),
    element("span", {}, label),
  );
  button.addEventListener("click", () => {
    if (type === undefined) {
      void navigator.clipboard.writeText(text).then(() => {
        button.lastElementChild?.replaceChildren("Copied");
      });
    } else {
      type(text);
    }
  });
  return element("div", { class: "said-command" }, code, button);
}
