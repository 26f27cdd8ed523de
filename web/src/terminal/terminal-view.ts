import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { TerminalMessage } from "../protocol/control";
import { addressOf } from "./address";
import { byHand } from "./by-hand";
import { copyText } from "./clipboard";
import type { ConnectionState } from "./connection";
import { GuestNotice } from "./guest-notice";
import { KeyBar } from "./key-bar";
import { Screen, type Appearance } from "./screen";
import { Session } from "./session";
import { StatusBar } from "./status-bar";

/** What a terminal tells the page around it. */
export interface TerminalViewEvents {
  /** The program ended, or runs again. */
  running(running: boolean, message: string): void;
  /** The learner asked to get out of the terminal by keyboard, to what is before or after it. */
  leave(on: boolean): void;
  /** Somebody else came to the terminal, or the last of them left. */
  guests(there: boolean): void;
}

/** Waits for a size to settle while a divider is dragged: less would redraw at every pixel. */
const SETTLE_MILLIS = 60;

/** What the status bar's offers are about. */
const SIZE = "size";
const COPY = "copy";

/** One terminal in the page: screen, connection, and what there is to say about them. */
export class TerminalView implements Disposable {
  readonly element = element("div", { class: "terminal" });
  private readonly held = new Disposables();
  private readonly guests = new GuestNotice({
    answer: (guest, mayType) => {
      this.session.answer(guest, mayType);
    },
    focusBack: () => {
      this.focus();
    },
  });
  private readonly status: StatusBar;
  private readonly screen: Screen;
  private readonly session: Session;
  private readonly keys: KeyBar;
  private settling: ReturnType<typeof setTimeout> | undefined;

  /** The parent must be in the page already, because the size of a character is measured. */
  constructor(
    parent: HTMLElement,
    readonly id: string,
    label: string,
    appearance: Appearance,
    private readonly events: TerminalViewEvents,
  ) {
    const host = element("div", { class: "terminal-screen" });
    this.status = this.held.add(
      new StatusBar(() => {
        this.session.retryNow();
      }),
    );
    // Before the screen, so that Tab reaches them: inside, it belongs to the program.
    this.element.append(this.guests.spoken, this.guests.questions, host, this.status.element);
    parent.append(this.element);
    this.screen = this.held.add(this.makeScreen(host, label, appearance));
    this.keys = this.held.add(new KeyBar(this.screen));
    this.element.append(this.keys.element);
    this.session = this.held.add(new Session(addressOf(id), this.screen, this.sessionEvents()));
    this.watchSize(host);
  }

  appear(appearance: Appearance): void {
    this.screen.appear(appearance);
    this.fitSoon();
  }

  focus(): void {
    this.screen.focus();
  }

  /** Types a text that was clicked; whether it runs is left to the learner. */
  type(text: string): void {
    this.session.type(new TextEncoder().encode(text), true);
    this.screen.focus();
  }

  /** Says who else is here; for the bar above. */
  get badge(): HTMLElement {
    return this.guests.badge;
  }

  /** Says something that stays until the learner has read it. */
  tell(text: string): void {
    this.status.offer(text, text, "Dismiss", () => undefined);
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.held.dispose();
    this.badge.remove();
    this.element.remove();
  }

  private makeScreen(host: HTMLElement, label: string, appearance: Appearance): Screen {
    return new Screen(host, label, appearance, {
      input: (bytes) => {
        this.session.type(this.keys.modify(bytes), byHand(bytes));
      },
      leave: (on) => {
        this.events.leave(on);
      },
      hint: (text) => {
        this.status.hint(text);
      },
      copyRequested: (text) => {
        if (!this.session.replaying) {
          void this.copy(text);
        }
      },
    });
  }

  private sessionEvents(): ConstructorParameters<typeof Session>[2] {
    return {
      connection: (state, again) => {
        this.connectionChanged(state, again);
      },
      message: (message) => {
        this.told(message);
      },
      role: (role) => {
        this.screen.readOnly = role === "watch";
        this.status.standing(role === "watch" ? "You are watching this terminal." : "");
      },
      company: (company) => {
        this.guests.show(company);
        this.element.dataset["shared"] = String(this.guests.shared);
        this.events.guests(this.guests.somebody);
      },
      inputLost: () => {
        this.status.hint("The connection was lost: what you typed last may not have arrived.");
      },
      sizeTaken: () => {
        this.status.offer(
          SIZE,
          "Another window has set this terminal's size.",
          "Use this window's",
          () => {
            this.session.fit();
          },
        );
      },
    };
  }

  private connectionChanged(state: ConnectionState, again: boolean): void {
    this.element.dataset["connection"] = state;
    switch (state) {
      case "connecting":
        break; // either the first one, or the bar says already that one was lost
      case "open":
        this.status.connected(again);
        break;
      case "waiting":
        this.status.withdraw(SIZE); // whoever comes back fits anew
        this.status.lost();
        break;
      case "ended":
        break; // the server's last message says why
    }
  }

  private told(message: TerminalMessage): void {
    switch (message.type) {
      case "resize":
      case "company":
        break;
      case "exit":
        this.status.standing(
          message.message || `The program ended with code ${message.code ?? "?"}.`,
        );
        this.events.running(false, message.message);
        break;
      case "restarted":
        this.status.standing("");
        this.events.running(true, "");
        break;
      case "notice":
      case "closed":
        this.status.standing(message.message);
        break;
    }
  }

  private async copy(text: string): Promise<void> {
    const copied = await copyText(text);
    if (copied) {
      this.status.hint("The program copied text to your clipboard.");
    } else {
      const question = "The program wants to copy text to your clipboard.";
      this.status.offer(COPY, question, "Copy", () => {
        void copyText(text);
      });
    }
  }

  private watchSize(host: HTMLElement): void {
    const observer = new ResizeObserver(() => {
      this.fitSoon();
    });
    observer.observe(host);
    this.held.add({
      dispose: () => {
        observer.disconnect();
      },
    });
    // All viewers share one size; the one that is being used sets it.
    this.held.listen(host, "focusin", () => {
      this.fitSoon();
    });
    this.held.listen(document, "visibilitychange", () => {
      this.fitSoon();
    });
  }

  private fitSoon(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (document.visibilityState === "visible" && this.session.fit()) {
        this.status.withdraw(SIZE);
      }
    }, SETTLE_MILLIS);
  }
}
