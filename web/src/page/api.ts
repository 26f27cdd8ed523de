import type { MachineOffer, MachineWish } from "../protocol/choices";
import type { DensityView } from "../protocol/density";
import type { Evidence } from "../protocol/evidence";
import type { FileListing, FilePiece } from "../protocol/files";
import type { LayerFolder, LayerView } from "../protocol/layers";
import type { ListeningPorts, OpenedPort } from "../protocol/ports";
import type { StackView } from "../protocol/stacks";
import type {
  AnswerOutcome,
  CheckOutcome,
  PredictionOutcome,
  Workspace,
} from "../protocol/workspace";

/** A call that the server refused or that never reached it, with what to tell the learner. */
export class ApiError extends Error {
  constructor(
    /** HTTP status, or 0 when there was no answer. */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A file as it was read. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** Longest wait for an answer: a check may run for a minute on a busy host. */
const TIMEOUT_MILLIS = 120_000;

/** Calls of one workspace. */
export class WorkspaceApi {
  private readonly base: string;

  constructor(id: string) {
    this.base = `/api/workspaces/${encodeURIComponent(id)}`;
  }

  get eventsUrl(): string {
    return `${this.base}/events`;
  }

  read(): Promise<Workspace> {
    return call("GET", this.base);
  }

  end(): Promise<void> {
    return call("DELETE", this.base);
  }

  extend(): Promise<Workspace> {
    return call("POST", `${this.base}/extend`);
  }

  /** Says that somebody is there. */
  used(): Promise<void> {
    return call("POST", `${this.base}/used`);
  }

  check(step: number): Promise<CheckOutcome> {
    return call("POST", `${this.base}/steps/${step}/check`);
  }

  run(step: number, block: string, terminal: string): Promise<void> {
    const path = `${this.base}/steps/${step}/blocks/${encodeURIComponent(block)}/run`;
    return call("POST", path, { terminal });
  }

  answer(step: number, question: string, choices: number[]): Promise<AnswerOutcome> {
    return call("POST", `${this.base}/steps/${step}/answers`, { question, choices });
  }

  predict(step: number, prediction: string, guess: string): Promise<PredictionOutcome> {
    return call("POST", `${this.base}/steps/${step}/predictions`, { prediction, guess });
  }

  openTerminal(machine: string): Promise<{ terminal: string }> {
    return call("POST", `${this.machine(machine)}/terminals`);
  }

  closeTerminal(terminal: string): Promise<void> {
    return call("DELETE", `${this.base}/terminals/${encodeURIComponent(terminal)}`);
  }

  restart(machine: string): Promise<void> {
    return call("POST", `${this.machine(machine)}/restart`);
  }

  /** Has a machine made anew as the lab has it; the workspace as it is now. */
  reset(machine: string): Promise<Workspace> {
    return call("POST", `${this.machine(machine)}/reset`);
  }

  /** What may be chosen for a machine. */
  offer(machine: string): Promise<MachineOffer> {
    return call("GET", `${this.machine(machine)}/choices`);
  }

  /** Has a machine made anew with what is wished; the workspace as it is now. */
  choose(machine: string, wish: MachineWish): Promise<Workspace> {
    return call("POST", `${this.machine(machine)}/choices`, wish);
  }

  evidence(): Promise<Evidence> {
    return call("GET", `${this.base}/evidence`);
  }

  layers(): Promise<LayerView> {
    return call("GET", `${this.base}/evidence/layers`);
  }

  layerFolder(layer: string, path: string): Promise<LayerFolder> {
    const query = new URLSearchParams({ layer, path });
    return call("GET", `${this.base}/evidence/layers/files?${query.toString()}`);
  }

  stacks(): Promise<StackView> {
    return call("GET", `${this.base}/evidence/stacks`);
  }

  density(): Promise<DensityView> {
    return call("GET", `${this.base}/evidence/density`);
  }

  race(containers: number): Promise<DensityView> {
    return call("POST", `${this.base}/evidence/density/race`, { containers });
  }

  grow(containers: number): Promise<DensityView> {
    return call("POST", `${this.base}/evidence/density/growth`, { containers });
  }

  stopRun(): Promise<DensityView> {
    return call("DELETE", `${this.base}/evidence/density`);
  }

  files(machine: string, path: string): Promise<FileListing> {
    return call("GET", `${this.machine(machine)}/files?path=${encodeURIComponent(path)}`);
  }

  /** For a link, too: the browser saves what it leads to. */
  fileUrl(machine: string, path: string): string {
    return `${this.machine(machine)}/files/content?path=${encodeURIComponent(path)}`;
  }

  async readFile(machine: string, path: string): Promise<FileContent> {
    const response = await reach(this.fileUrl(machine, path), {
      credentials: "same-origin",
      headers: { "X-Requested-With": "sidelab" },
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    if (!response.ok) {
      throw refusal(response.status, await response.text());
    }
    const digest = /[0-9a-f]{64}/.exec(response.headers.get("ETag") ?? "")?.[0] ?? "";
    return { bytes: new Uint8Array(await response.arrayBuffer()), digest };
  }

  writeFile(machine: string, piece: FilePiece): Promise<void> {
    return call("POST", `${this.machine(machine)}/files`, piece);
  }

  /** What listens in a machine. */
  ports(machine: string): Promise<ListeningPorts> {
    return call("GET", `${this.machine(machine)}/ports`);
  }

  openPort(machine: string, port: number): Promise<OpenedPort> {
    return call("POST", `${this.machine(machine)}/ports/${port}`);
  }

  private machine(name: string): string {
    return `${this.base}/machines/${encodeURIComponent(name)}`;
  }
}

export function startWorkspace(lab: string): Promise<Workspace> {
  return call("POST", "/api/workspaces", { lab });
}

/** Any call of the API; throws an ApiError when it is refused. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await reach(path, {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", "X-Requested-With": "sidelab", ...typeOf(body) },
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw refusal(response.status, text);
  }
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function typeOf(body: unknown): Record<string, string> {
  return body === undefined ? {} : { "Content-Type": "application/json" };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiError(0, "unreachable", "The server does not answer. Try again in a moment.");
  }
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error, message } = JSON.parse(text) as { error?: string; message?: string };
    return new ApiError(status, error ?? "error", message ?? `The server answered ${status}.`);
  } catch {
    return new ApiError(status, "error", `The server answered ${status}. Try again in a moment.`);
  }
}

/** What to tell the learner about anything that was thrown. */
export function messageOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.message : "Something went wrong on this page.";
}
