import { Disposables, type Disposable } from "../disposables";
import { element } from "../dom";
import type { TerminalMessage } from "../protocol/control";
import { addressOf } from "./address";
import { byHand } from "./by-hand";
import { FittedDisplay } from "./fitted-display";
import { focusAround } from "./focus-around";
import { Screen, type Appearance } from "./screen";
import { Session, type SessionEvents } from "./session";
import { WatchBar } from "./watch-bar";

/**
 * A terminal of somebody else's, or one's own on a projector: as large as its place allows, in the
 * size that its learner chose. Guests may ask to type; only while the learner lets them are keys
 * sent, and nothing but keys.
 */
export class WatchedTerminal implements Disposable {
  private readonly held = new Disposables();
  private readonly element = element("div", { class: "watched" });
  private readonly bar: WatchBar;
  private readonly screen: Screen;
  private readonly display: FittedDisplay;
  private readonly session: Session;

  /**
   * The host must be in the page already, because the size of a character is measured.
   *
   * @param asks whether it offers to ask to type; one that a whole class sees does not
   */
  constructor(host: HTMLElement, terminalId: string, appearance: Appearance, asks = true) {
    const place = element("div", { class: "terminal-screen" });
    this.bar = this.held.add(
      new WatchBar({
        ask: () => {
          this.session.ask();
        },
        done: () => {
          this.session.done();
        },
        retry: () => {
          this.session.retryNow();
        },
      }),
    );
    this.element.dataset["asks"] = String(asks);
    this.element.append(this.bar.element, place);
    host.append(this.element);
    this.screen = this.held.add(this.makeScreen(place, appearance));
    this.screen.readOnly = true;
    this.display = new FittedDisplay(this.screen, appearance);
    this.session = this.held.add(
      new Session(`${addressOf(terminalId)}?role=watch`, this.display, this.events()),
    );
    this.fitTo(place);
  }

  /** Other colours, or a copy for screen readers. Letters are as large as fits, always. */
  appear(appearance: Appearance): void {
    this.display.appear(appearance);
  }

  dispose(): void {
    this.held.dispose();
    this.element.remove();
  }

  private makeScreen(place: HTMLElement, appearance: Appearance): Screen {
    return new Screen(place, "Watched terminal", appearance, {
      input: (bytes) => {
        this.session.type(bytes, byHand(bytes));
      },
      leave: (on) => {
        focusAround(this.element, on);
      },
      hint: () => undefined,
      copyRequested: () => undefined, // the program runs for its learner, whose clipboard it may ask for
    });
  }

  private events(): SessionEvents {
    return {
      connection: (state) => {
        this.element.dataset["connection"] = state;
        this.bar.connectionIs(state);
      },
      message: (message) => {
        this.told(message);
      },
      role: () => undefined, // whoever comes this way only watches
      company: (company) => {
        this.bar.companyIs(company);
        this.screen.readOnly = !this.bar.types;
        this.element.dataset["types"] = String(this.bar.types);
      },
      inputLost: () => undefined, // the bar says that the connection is lost
      sizeTaken: () => undefined, // it is not this window's to say
    };
  }

  private told(message: TerminalMessage): void {
    if (message.type === "exit" || message.type === "notice" || message.type === "closed") {
      this.bar.stands(message.message);
    } else if (message.type === "restarted") {
      this.bar.stands("");
    }
  }

  private fitTo(place: HTMLElement): void {
    const observer = new ResizeObserver(() => {
      this.display.fit();
    });
    observer.observe(place);
    this.held.add({
      dispose: () => {
        observer.disconnect();
      },
    });
  }
}
