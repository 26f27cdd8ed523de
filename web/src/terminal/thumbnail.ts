import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal, type IBufferCell, type IBufferLine } from "@xterm/xterm";
import type { Disposable } from "../disposables";
import { bounded } from "../protocol/size";
import { colours, type Brightness } from "./colours";
import { boundRepetitions } from "./repetition";

/** So much of a shell's screen that its words can still be guessed from across a room. */
const CROP_ROWS = 15;

/** Around the letters, in cells. */
const MARGIN = 0.6;

const FONT = '20px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace';
const LETTER = { width: 12, height: 24 };
const STEPS = [0, 95, 135, 175, 215, 255];
const NAMES = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
  "brightBlack",
  "brightRed",
  "brightGreen",
  "brightYellow",
  "brightBlue",
  "brightMagenta",
  "brightCyan",
  "brightWhite",
] as const;

/** A terminal's screen as a small picture. Answers nothing that programs ask. */
export class Thumbnail implements Disposable {
  private readonly terminal = new Terminal({
    allowProposedApi: true,
    scrollback: 0,
    logLevel: "off",
  });
  private readonly repetitions: Disposable;

  constructor() {
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.repetitions = boundRepetitions(this.terminal);
  }

  /** Takes output; `shown` is called when it can be drawn. */
  write(
    bytes: Uint8Array,
    size: { cols: number; rows: number },
    reset: boolean,
    shown: () => void,
  ): void {
    if (reset) {
      this.terminal.reset();
    }
    const { cols, rows } = bounded(size);
    if (cols !== this.terminal.cols || rows !== this.terminal.rows) {
      this.terminal.resize(cols, rows);
    }
    this.terminal.write(bytes, shown);
  }

  /** The line with the cursor, or the last one above it that is not empty. */
  get lastLine(): string {
    const buffer = this.terminal.buffer.active;
    for (let y = buffer.cursorY; y >= 0; y -= 1) {
      const text = buffer.getLine(buffer.baseY + y)?.translateToString(true) ?? "";
      if (text.trim() !== "") {
        return text;
      }
    }
    return "";
  }

  draw(canvas: HTMLCanvasElement, brightness: Brightness): void {
    const context = canvas.getContext("2d");
    if (context === null || canvas.width === 0) {
      return;
    }
    new Picture(context, canvas, this.view(canvas), brightness).draw(this.terminal);
  }

  dispose(): void {
    this.repetitions.dispose();
    this.terminal.dispose();
  }

  /** Of a full-screen program everything; else the rows up to the cursor. */
  private view(canvas: HTMLCanvasElement): View {
    const { cols, rows, buffer } = this.terminal;
    const high = (count: number): number => canvas.height / ((count + 2 * MARGIN) * LETTER.height);
    if (buffer.active.type === "alternate") {
      const wide = canvas.width / ((cols + 2 * MARGIN) * LETTER.width);
      return { top: 0, cols, rows, scale: Math.min(wide, high(rows)) };
    }
    const shown = Math.min(rows, CROP_ROWS);
    const top = Math.max(0, buffer.active.cursorY - shown + 1);
    return { top, cols, rows: shown, scale: high(shown) };
  }
}

interface View {
  readonly top: number;
  readonly cols: number;
  readonly rows: number;
  /** Pixels of the picture for one of a letter's. */
  readonly scale: number;
}

/** One drawing: a stretch of cells that look alike at a time. */
class Picture {
  private readonly palette: readonly string[];
  private readonly background: string;
  private readonly foreground: string;
  private readonly cursor: string;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly canvas: HTMLCanvasElement,
    private readonly view: View,
    brightness: Brightness,
  ) {
    const theme = colours(brightness);
    this.palette = NAMES.map((name) => theme[name] ?? "#888888");
    this.background = theme.background ?? "#000000";
    this.foreground = theme.foreground ?? "#ffffff";
    this.cursor = theme.cursor ?? this.foreground;
  }

  draw(terminal: Terminal): void {
    const { context, canvas, view } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.background;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(view.scale, view.scale);
    context.translate(MARGIN * LETTER.width, MARGIN * LETTER.height);
    context.font = FONT;
    context.textBaseline = "middle";
    const buffer = terminal.buffer.active;
    const cell = buffer.getNullCell();
    for (let row = 0; row < view.rows; row += 1) {
      const line = buffer.getLine(buffer.baseY + view.top + row);
      if (line !== undefined) {
        this.line(line, row, cell);
      }
    }
    if (buffer.type === "normal") {
      this.block(buffer.cursorX, buffer.cursorY - view.top, 1, this.cursor);
    }
  }

  private line(line: IBufferLine, row: number, cell: IBufferCell): void {
    for (let x = 0; x < this.view.cols; x += 1) {
      if (line.getCell(x, cell) === undefined || cell.getWidth() === 0) {
        continue;
      }
      const [front, back] = this.coloursOf(cell);
      if (back !== this.background) {
        this.block(x, row, cell.getWidth(), back);
      }
      const text = cell.getChars();
      if (text.trim() !== "" && cell.isInvisible() === 0) {
        this.context.fillStyle = front;
        this.context.fillText(text, x * LETTER.width, (row + 0.5) * LETTER.height);
      }
    }
  }

  private block(x: number, row: number, cells: number, colour: string): void {
    this.context.fillStyle = colour;
    this.context.fillRect(
      x * LETTER.width,
      row * LETTER.height,
      cells * LETTER.width,
      LETTER.height,
    );
  }

  private coloursOf(cell: IBufferCell): [string, string] {
    const front = cell.isFgDefault()
      ? this.foreground
      : this.colour(cell.isFgRGB(), cell.getFgColor());
    const back = cell.isBgDefault()
      ? this.background
      : this.colour(cell.isBgRGB(), cell.getBgColor());
    return cell.isInverse() === 0 ? [front, back] : [back, front];
  }

  private colour(rgb: boolean, value: number): string {
    if (rgb) {
      return `#${value.toString(16).padStart(6, "0")}`;
    }
    const named = this.palette[value];
    if (named !== undefined) {
      return named;
    }
    if (value >= 232) {
      const grey = 8 + (value - 232) * 10;
      return `rgb(${grey} ${grey} ${grey})`;
    }
    const cube = value - 16;
    const part = (shift: number): number => STEPS[Math.floor(cube / shift) % 6] ?? 0;
    return `rgb(${part(36)} ${part(6)} ${part(1)})`;
  }
}
