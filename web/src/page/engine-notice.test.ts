import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { required } from "../dom";
import { page } from "../testing/page";
import { EngineNotice } from "./engine-notice";

describe("The notice about the engine", () => {
  let up: boolean | undefined;
  let notice: EngineNotice;

  function open(engine: string, hidden: string): HTMLElement {
    page(
      `<p id="n" data-engine="${engine}" ${hidden}><span class="engine-notice-text"><b>It is away.</b></span></p>`,
    );
    notice = new EngineNotice(required("#n"), () => Promise.resolve(up));
    return required("#n");
  }

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    notice.dispose();
    vi.useRealTimers();
  });

  it("comes when the engine goes, says when it is back, and goes", async () => {
    const place = open("up", "hidden");
    up = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.hidden).toBe(true);
    up = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.hidden).toBe(false);
    expect(place.textContent).toBe("It is away.");
    up = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.textContent).toContain("is back");
    await vi.advanceTimersByTimeAsync(8_000);
    expect(place.hidden).toBe(true);
    up = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.querySelector("b")?.textContent).toBe("It is away.");
  });

  it("stands on a page that is opened while the engine is away", async () => {
    const place = open("away", "");
    up = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.textContent).toBe("It is away.");
    up = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(place.textContent).toContain("is back");
  });
});
