import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import type { ListeningPorts, OpenedPort } from "../protocol/ports";
import { messageOf } from "./api";

/** The ports of one machine. */
export interface MachinePorts {
  list(): Promise<ListeningPorts>;
  open(port: number): Promise<OpenedPort>;
}

const ABOUT =
  "A web server in this machine opens in a new tab. Only this browser reaches it, and only as long " +
  "as the lab runs. One port at a time: the next one takes its place.";

const NOTHING = "Nothing listens yet. Start a server in the terminal, on any port, and look again.";

/** A machine's ports: which ones something listens on, and tabs that show them. */
export class PortsDialog implements Disposable {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly list = element("ul", { class: "port-list", "aria-label": "Listening" });
  private readonly status = element("p", { class: "port-status", role: "status" });
  private readonly number = element("input", {
    type: "number",
    id: "port-number",
    min: "1",
    max: "65535",
    required: true,
    inputmode: "numeric",
    autocomplete: "off",
    placeholder: "8000",
  });

  constructor(
    title: string,
    private readonly ports: MachinePorts,
  ) {
    const close = iconButton("close", "Close ports");
    const again = iconButton("restart", "Look again");
    this.dialog = element(
      "dialog",
      { class: "ports", "aria-label": `Ports of ${title}` },
      element(
        "header",
        { class: "files-head" },
        icon("ports"),
        element("h2", {}, `Ports of ${title}`),
        again,
        close,
      ),
      element("p", { class: "port-about" }, ABOUT),
      this.list,
      this.form(),
      this.status,
    );
    this.held.listen(close, "click", () => {
      this.dialog.close();
    });
    this.held.listen(again, "click", () => void this.look());
    this.held.listen(this.dialog, "close", () => {
      this.dialog.remove();
    });
  }

  open(): void {
    document.body.append(this.dialog);
    this.dialog.showModal();
    void this.look().then(() => {
      (this.list.querySelector("button") ?? this.number).focus(); // what is wanted next
    });
  }

  dispose(): void {
    this.held.dispose();
    this.dialog.remove();
  }

  private form(): HTMLElement {
    const button = element("button", { class: "button" }, "Open");
    const label = element("label", { for: "port-number" }, "Another port");
    const form = element("form", { class: "port-form" }, label, this.number, button);
    this.held.listen(form, "submit", (event: Event) => {
      event.preventDefault();
      void this.show(this.number.valueAsNumber);
    });
    return form;
  }

  private async look(): Promise<void> {
    this.status.textContent = "Looking…";
    try {
      const { ports } = await this.ports.list();
      this.list.replaceChildren(...ports.map((port) => this.item(port)));
      this.status.textContent = ports.length === 0 ? NOTHING : "";
    } catch (problem) {
      this.status.textContent = messageOf(problem);
    }
  }

  private item(port: number): HTMLElement {
    const button = element(
      "button",
      { type: "button", class: "button primary" },
      `Open port ${port}`,
    );
    button.addEventListener("click", () => void this.show(port));
    return element("li", {}, button);
  }

  /** The tab is opened at once: later, a browser would take it for an advertisement. */
  private async show(port: number): Promise<void> {
    const tab = window.open("about:blank", "_blank");
    if (tab !== null) {
      tab.opener = null; // what a machine shows must not reach this page
    }
    try {
      const { url } = await this.ports.open(port);
      if (tab === null) {
        this.offer(port, url);
      } else {
        tab.location.replace(url);
        this.status.textContent = `Port ${port} is open in a new tab.`;
      }
    } catch (problem) {
      tab?.close();
      this.status.textContent = messageOf(problem);
    }
  }

  /** Where the browser opens no tab by itself, the learner does. */
  private offer(port: number, url: string): void {
    const attributes = { href: url, target: "_blank", rel: "noopener noreferrer" };
    const link = element("a", attributes, `Show port ${port}`);
    link.addEventListener("click", () => {
      this.status.textContent = "";
    });
    this.status.replaceChildren("This browser opens no tabs by itself. ", link);
  }
}
