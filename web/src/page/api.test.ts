import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, messageOf, startWorkspace, WorkspaceApi } from "./api";

afterEach(() => {
  vi.unstubAllGlobals();
});

function server(answer: () => Response): { path: string; init: RequestInit }[] {
  const calls: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    calls.push({ path, init });
    return Promise.resolve().then(answer);
  });
  return calls;
}

async function problemOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (problem: unknown) => problem,
  );
}

describe("The API", () => {
  it("is asked with JSON, and names are safe in its addresses", async () => {
    const calls = server(() => new Response("", { status: 204 }));
    await new WorkspaceApi("a/b").run(2, "1", "t");
    expect(calls[0]?.path).toBe("/api/workspaces/a%2Fb/steps/2/blocks/1/run");
    expect(calls[0]?.init.body).toBe('{"terminal":"t"}');
  });

  it("passes on what the server says about a refusal", async () => {
    server(
      () => new Response('{"error":"queue_full","message":"Come back later."}', { status: 503 }),
    );
    const problem = await problemOf(startWorkspace("one-kernel"));
    expect(problem).toBeInstanceOf(ApiError);
    expect(messageOf(problem)).toBe("Come back later.");
  });

  it("has words for an answer that is no JSON, and for none at all", async () => {
    server(() => new Response("<html>", { status: 502 }));
    expect(messageOf(await problemOf(startWorkspace("x")))).toContain("502");
    server(() => {
      throw new TypeError("network");
    });
    expect(messageOf(await problemOf(startWorkspace("x")))).toContain("does not answer");
  });
});
