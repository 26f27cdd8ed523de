import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./api";
import { PortsDialog } from "./ports-dialog";

/** A tab that a test watches. */
class TabInHand {
  opener: unknown = window;
  readonly replace = vi.fn();
  readonly close = vi.fn();
  readonly location = { replace: this.replace };
}

const ports = { list: vi.fn(), open: vi.fn() };
let dialog: PortsDialog;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = vi.fn();
  ports.list.mockResolvedValue({ ports: [80, 8000] });
  ports.open.mockResolvedValue({ url: "http://ports.test/.sidelab/open/x" });
  dialog = new PortsDialog("Box", ports);
  dialog.open();
});

afterEach(() => {
  dialog.dispose();
  vi.unstubAllGlobals();
});

function status(): string {
  return document.querySelector(".port-status")?.textContent ?? "";
}

async function press(label: string): Promise<void> {
  const button = await vi.waitFor(() => {
    const all = [...document.querySelectorAll<HTMLButtonElement>("dialog.ports button")];
    const found = all.find((one) => one.textContent === label);
    expect(found).toBeDefined();
    return found;
  });
  button?.click();
}

describe("a machine's ports", () => {
  it("open in a tab that cannot reach this page", async () => {
    const tab = new TabInHand();
    vi.stubGlobal("open", vi.fn().mockReturnValue(tab));

    await press("Open port 8000");

    await vi.waitFor(() => {
      expect(tab.replace).toHaveBeenCalledWith("http://ports.test/.sidelab/open/x");
    });
    expect(tab.opener).toBeNull();
    expect(ports.open).toHaveBeenCalledWith(8000);
    expect(status()).toBe("Port 8000 is open in a new tab.");
  });

  it("are offered as a link where the browser opens no tab", async () => {
    vi.stubGlobal("open", vi.fn().mockReturnValue(null));

    await press("Open port 80");

    await vi.waitFor(() => {
      const link = document.querySelector<HTMLAnchorElement>(".port-status a");
      expect(link?.href).toBe("http://ports.test/.sidelab/open/x");
      expect(link?.rel).toBe("noopener noreferrer");
    });
  });

  it("leave no empty tab behind when they cannot be opened", async () => {
    const tab = new TabInHand();
    vi.stubGlobal("open", vi.fn().mockReturnValue(tab));
    ports.open.mockRejectedValue(new ApiError(404, "not_found", "This lab has ended."));

    await press("Open port 80");

    await vi.waitFor(() => {
      expect(status()).toBe("This lab has ended.");
    });
    expect(tab.close).toHaveBeenCalled();
  });

  it("say what to do when nothing listens", async () => {
    ports.list.mockResolvedValue({ ports: [] });
    document.querySelector<HTMLButtonElement>("[aria-label='Look again']")?.click();

    await vi.waitFor(() => {
      expect(status()).toContain("Nothing listens yet.");
    });
    expect(document.querySelectorAll(".port-list li")).toHaveLength(0);
  });
});
