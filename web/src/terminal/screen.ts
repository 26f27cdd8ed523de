import { FitAddon } from "@xterm/addon-fit";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { Disposables, type Disposable } from "../disposables";
import { bounded, sameSize, USUAL, type TerminalSize } from "../protocol/size";
import { copyText, requestedCopy } from "./clipboard";
import { colours, type Brightness } from "./colours";
import { meaningOf, type KeyMeaning } from "./keys";
import { hyperlinks, openLink } from "./links";
import { pasteable } from "./paste";
import { boundRepetitions } from "./repetition";

/** How a terminal looks and speaks; the learner's choice, the same for all terminals. */
export interface Appearance {
  readonly fontSize: number;
  readonly brightness: Brightness;
  /** Keeps a readable copy of the screen for screen readers; slower, so only on demand. */
  readonly screenReader: boolean;
}

/** What happens on a screen. */
export interface ScreenEvents {
  /** Typed by the learner, or answered by the terminal itself. */
  input(bytes: Uint8Array): void;
  /** The learner asked to get out of the terminal by keyboard. */
  leave(on: boolean): void;
  /** Something short to show, or nothing any more. */
  hint(text: string): void;
  /** A program wants text on the clipboard; only asked, not yet done. */
  copyRequested(text: string): void;
}

/** CAN: ends whatever sequence or character has been begun. */
const CANCEL = Uint8Array.of(0x18);

/** The lines that can be scrolled back to. The server replays about as much. */
const SCROLLBACK_LINES = 10_000;

const FONT =
  'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** xterm.js, set up: colours, widths, links, clipboard, keys. Knows nothing of sockets. */
export class Screen implements Disposable {
  private readonly held = new Disposables();
  private readonly terminal: Terminal;
  private readonly fit = new FitAddon();
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly host: HTMLElement,
    label: string,
    appearance: Appearance,
    private readonly events: ScreenEvents,
  ) {
    this.terminal = new Terminal({
      ...USUAL,
      allowProposedApi: true, // the widths of Unicode 11 are still called proposed
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      fontFamily: FONT,
      lineHeight: 1.15,
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: 4.5, // of WCAG AA, also for colours that programs choose
      macOptionIsMeta: true,
      logLevel: "off", // what a program prints wrong is no fault of the page's
      linkHandler: hyperlinks((address) => {
        events.hint(address);
      }),
    });
    this.held.add(this.terminal);
    this.terminal.loadAddon(this.fit);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.terminal.loadAddon(
      new WebLinksAddon((_event, address) => {
        openLink(address);
      }),
    );
    this.appear(appearance);
    this.terminal.open(host);
    this.terminal.textarea?.setAttribute("aria-label", label);
    this.wire();
  }

  get size(): TerminalSize {
    return { cols: this.terminal.cols, rows: this.terminal.rows };
  }

  get hasSelection(): boolean {
    return this.terminal.hasSelection();
  }

  /** Puts bytes into the parser's queue; `parsed` runs when they are on the screen. */
  write(bytes: Uint8Array, parsed: () => void): void {
    this.terminal.write(bytes, parsed);
  }

  /** Empties the screen at this place of the stream and gives it a size. */
  startOver(size: TerminalSize, done: () => void): void {
    // A reset alone would leave the parser within what the lost output had begun.
    this.terminal.write(CANCEL, () => {
      this.terminal.reset();
      this.resize(size);
      done();
    });
  }

  /** Sets the size when what was written so far has been parsed. */
  resizeHere(size: TerminalSize, done: () => void): void {
    this.terminal.write("", () => {
      this.resize(size);
      done();
    });
  }

  resize(size: TerminalSize): void {
    const { cols, rows } = bounded(size);
    if (!sameSize(this.size, { cols, rows })) {
      this.terminal.resize(cols, rows);
    }
  }

  /** The size that fills the place it has; undefined while it is not on show. */
  room(): TerminalSize | undefined {
    if (this.host.clientWidth === 0 || this.host.clientHeight === 0) {
      return undefined;
    }
    const proposed = this.fit.proposeDimensions();
    return proposed === undefined || Number.isNaN(proposed.cols) ? undefined : bounded(proposed);
  }

  appear(appearance: Appearance): void {
    this.terminal.options.fontSize = appearance.fontSize;
    this.terminal.options.theme = colours(appearance.brightness);
    this.terminal.options.screenReaderMode = appearance.screenReader;
  }

  /** Types as if the keys had been pressed, such as those of the key bar. */
  press(text: string): void {
    this.terminal.input(text, true);
  }

  /** Whether the program asked for the other codes of the arrow keys. */
  get applicationCursor(): boolean {
    return this.terminal.modes.applicationCursorKeysMode;
  }

  set readOnly(readOnly: boolean) {
    this.terminal.options.disableStdin = readOnly;
  }

  focus(): void {
    this.terminal.focus();
  }

  dispose(): void {
    this.held.dispose();
  }

  private wire(): void {
    this.held.add(
      this.terminal.onData((text) => {
        this.events.input(this.encoder.encode(text));
      }),
    );
    this.held.add(
      this.terminal.onBinary((text) => {
        this.events.input(Uint8Array.from(text, (char) => char.charCodeAt(0)));
      }),
    );
    this.held.add(
      this.terminal.parser.registerOscHandler(52, (data) => {
        const text = requestedCopy(data);
        if (text !== undefined) {
          this.events.copyRequested(text);
        }
        return true;
      }),
    );
    this.held.add(boundRepetitions(this.terminal));
    const paste = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopPropagation(); // xterm.js's own paste would come too
      this.terminal.paste(pasteable(event.clipboardData?.getData("text/plain") ?? ""));
    };
    this.held.listen(this.host, "paste", paste, { capture: true });
    this.terminal.attachCustomKeyEventHandler((event) => this.passOn(event));
  }

  /** Whether a key goes on to the program. */
  private passOn(event: KeyboardEvent): boolean {
    const meaning = meaningOf(event, this.hasSelection);
    if (meaning === "program") {
      return true;
    }
    if (event.type === "keydown") {
      this.act(meaning, event);
    }
    return false;
  }

  private act(meaning: KeyMeaning, event: KeyboardEvent): void {
    if (meaning === "paste") {
      return; // the browser's own paste follows and finds xterm.js listening
    }
    event.preventDefault();
    if (meaning === "leave-back" || meaning === "leave-on") {
      this.events.leave(meaning === "leave-on");
      return;
    }
    const selected = this.terminal.getSelection();
    if (selected === "") {
      this.events.hint("Nothing is selected.");
      return;
    }
    this.terminal.clearSelection();
    void copyText(selected).then((copied) => {
      this.events.hint(copied ? "Copied." : "The browser did not allow copying.");
      this.focus();
    });
  }
}
