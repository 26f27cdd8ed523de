import type { ITheme } from "@xterm/xterm";

export type Brightness = "light" | "dark";

const DARK: ITheme = {
  background: "#0e131d",
  foreground: "#d7deea",
  cursor: "#8fb4ff",
  cursorAccent: "#0e131d",
  selectionBackground: "#2c4a80",
  selectionInactiveBackground: "#27344d",
  scrollbarSliderBackground: "#ffffff26",
  scrollbarSliderHoverBackground: "#ffffff40",
  scrollbarSliderActiveBackground: "#ffffff59",
  black: "#2a3242",
  red: "#f2777a",
  green: "#7fce8b",
  yellow: "#e5c07b",
  blue: "#74a7ff",
  magenta: "#cf9bf0",
  cyan: "#62cfd4",
  white: "#c9d1de",
  brightBlack: "#76829a",
  brightRed: "#ff9a9c",
  brightGreen: "#a2e3ab",
  brightYellow: "#f5d899",
  brightBlue: "#9dc0ff",
  brightMagenta: "#e2bdf9",
  brightCyan: "#8fe4e8",
  brightWhite: "#f4f7fb",
};

const LIGHT: ITheme = {
  background: "#fcfcfd",
  foreground: "#1d2635",
  cursor: "#1f57c8",
  cursorAccent: "#fcfcfd",
  selectionBackground: "#bcd2ff",
  selectionInactiveBackground: "#dde5f3",
  scrollbarSliderBackground: "#00000026",
  scrollbarSliderHoverBackground: "#00000040",
  scrollbarSliderActiveBackground: "#00000059",
  black: "#1d2635",
  red: "#b3261e",
  green: "#1b7a35",
  yellow: "#8a5a00",
  blue: "#1f57c8",
  magenta: "#8a35b5",
  cyan: "#0b7285",
  white: "#5d6879",
  brightBlack: "#6b7688",
  brightRed: "#cf3a32",
  brightGreen: "#23913f",
  brightYellow: "#a56d00",
  brightBlue: "#3a70e0",
  brightMagenta: "#a34ccd",
  brightCyan: "#12879d",
  brightWhite: "#3d4757",
};

export function colours(brightness: Brightness): ITheme {
  return brightness === "dark" ? DARK : LIGHT;
}
