import type { ILinkHandler } from "@xterm/xterm";

/**
 * Opens a link that a program printed, in a page of its own that cannot reach back into this one.
 * Anything but the web (script, files, other programs) is not opened.
 */
export function openLink(address: string): void {
  if (isWebAddress(address)) {
    window.open(address, "_blank", "noopener,noreferrer");
  }
}

export function isWebAddress(address: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** For links whose text differs from their address (OSC 8): shows the address while hovered. */
export function hyperlinks(show: (address: string) => void): ILinkHandler {
  return {
    activate: (_event, address) => {
      openLink(address);
    },
    hover: (_event, address) => {
      show(address);
    },
    leave: () => {
      show("");
    },
    allowNonHttpProtocols: false,
  };
}
