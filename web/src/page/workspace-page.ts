import { Disposables, type Disposable } from "../disposables";
import { required } from "../dom";
import { ended, type Workspace } from "../protocol/workspace";
import { ApiError, messageOf, startWorkspace, WorkspaceApi } from "./api";
import { Checks } from "./checks";
import { ChoiceDialog } from "./choice-dialog";
import { ClassApi } from "./class-api";
import { ClassBar } from "./class-bar";
import { Clock } from "./clock";
import { CodeBlocks } from "./code-blocks";
import { DensityPanel } from "./density-panel";
import { Drawer, type Refresh } from "./drawer";
import { EvidencePanels } from "./evidence-panels";
import { FilesDialog } from "./files-dialog";
import { watchImages } from "./image-news";
import { LayerFiles } from "./layer-files";
import { LayersPanel } from "./layers-panel";
import { Live } from "./live";
import { PageNotice } from "./notice";
import { Panes } from "./panes";
import { PortsDialog } from "./ports-dialog";
import { resetDialog } from "./reset-dialog";
import { appearance } from "./preferences";
import { Predictions } from "./predictions";
import { showProgress } from "./progress";
import { Quiz } from "./quiz";
import type { AskSpread } from "./spread-watch";
import { StacksPanel } from "./stacks-panel";
import { StatePanel } from "./state-panel";
import { Steps } from "./steps";

/** A running lab: keeps what the page shows in step with what the server tells. */
export class WorkspacePage implements Disposable {
  readonly panes: Panes;
  private readonly held = new Disposables();
  private readonly api: WorkspaceApi;
  private readonly steps: Steps;
  private readonly checks: Checks;
  private readonly quiz: Quiz;
  private readonly predictions: Predictions;
  private readonly blocks: CodeBlocks;
  private readonly clock: Clock;
  private readonly panel: StatePanel;
  private live: Live | undefined;
  private readonly files = new Map<string, FilesDialog>();
  private readonly ports = new Map<string, PortsDialog>();
  private readonly notice = new PageNotice(required(".page-notice"));

  constructor(
    private workspace: Workspace,
    private readonly lab: string,
  ) {
    const column = required("#steps");
    this.api = new WorkspaceApi(workspace.id);
    this.steps = this.held.add(new Steps(column));
    this.checks = this.held.add(new Checks(column, (step) => this.check(step)));
    this.quiz = this.held.add(
      new Quiz(column, (step, question, choices) => this.api.answer(step, question, choices)),
    );
    this.predictions = this.held.add(
      new Predictions(
        column,
        (step, id, guess) => this.api.predict(step, id, guess),
        this.spreadOfClass(),
      ),
    );
    this.blocks = this.held.add(
      new CodeBlocks(column, {
        run: (step, block, machine) => this.run(step, block, machine),
        titleOf: (machine) => this.titleOf(machine),
      }),
    );
    this.panes = this.held.add(this.makePanes());
    this.clock = this.held.add(this.makeClock());
    this.panel = new StatePanel(required("#state-panel"), {
      startAgain: () => void this.startAgain(),
      leaveQueue: () => void this.end(),
    });
    this.held.add(this.makeDrawer());
    this.joinClass(workspace);
    this.show(workspace);
    if (!ended(workspace)) {
      this.listen();
    }
  }

  /** In a workshop, a learner who has guessed sees how the others did. */
  private spreadOfClass(): AskSpread | undefined {
    const classId = document.body.dataset["class"];
    if (classId === undefined) {
      return undefined;
    }
    const api = new ClassApi(classId);
    return (prediction) => api.spread(this.lab, prediction);
  }

  /** In workspaces that were started in a workshop. */
  private joinClass(workspace: Workspace): void {
    const classId = document.body.dataset["class"];
    if (classId === undefined || ended(workspace)) {
      return;
    }
    const lab = { id: workspace.id, lab: this.lab };
    this.held.add(
      new ClassBar(classId, lab, new ClassApi(classId), {
        step: () => this.steps.current,
        type: (command) => {
          this.panes.type(command);
        },
        failed: (problem) => {
          this.notice.show(messageOf(problem));
        },
      }),
    );
  }

  /** Ends the lab, or leaves the queue. */
  async end(): Promise<void> {
    await this.attempt(() => this.api.end());
  }

  dispose(): void {
    this.held.dispose();
  }

  private makePanes(): Panes {
    const layouts = [...document.querySelectorAll<HTMLElement>("#layout-choice button")];
    return new Panes(required("#panes"), required("#machine-choice"), layouts, (machine) => ({
      open: async () => (await this.api.openTerminal(machine)).terminal,
      close: (terminal) => this.api.closeTerminal(terminal),
      restart: () => this.api.restart(machine),
      files: () => {
        this.filesOf(machine).open();
      },
      ports: () => {
        this.portsOf(machine).open();
      },
      change: () => {
        this.changeOf(machine);
      },
      startOver: () => {
        resetDialog(this.titleOf(machine), async () => {
          this.show(await this.api.reset(machine));
        }).open();
      },
      failed: (problem) => {
        this.notice.show(messageOf(problem));
      },
      appearance,
    }));
  }

  /** Where the learner was in a machine's files is kept while the page is. */
  private filesOf(machine: string): FilesDialog {
    const made =
      this.files.get(machine) ??
      this.held.add(
        new FilesDialog(this.titleOf(machine), {
          list: (path) => this.api.files(machine, path),
          read: (path) => this.api.readFile(machine, path),
          write: (piece) => this.api.writeFile(machine, piece),
          url: (path) => this.api.fileUrl(machine, path),
        }),
      );
    this.files.set(machine, made);
    return made;
  }

  private portsOf(machine: string): PortsDialog {
    const made =
      this.ports.get(machine) ??
      this.held.add(
        new PortsDialog(this.titleOf(machine), {
          list: () => this.api.ports(machine),
          open: (port) => this.api.openPort(machine, port),
        }),
      );
    this.ports.set(machine, made);
    return made;
  }

  private changeOf(name: string): void {
    const machine = this.workspace.machines.find((one) => one.name === name);
    if (machine === undefined) {
      return;
    }
    new ChoiceDialog(machine, {
      offer: () => this.api.offer(name),
      choose: async (wish) => {
        this.show(await this.api.choose(name, wish));
      },
      watchImages,
    }).open();
  }

  private makeDrawer(): Drawer {
    const evidence = new EvidencePanels(required("#evidence-panel"), required("#host-panel"), () =>
      this.api.evidence(),
    );
    const measured = (): Promise<string> => evidence.refresh();
    const files = this.held.add(new LayerFiles((layer, path) => this.api.layerFolder(layer, path)));
    const layers = this.held.add(
      new LayersPanel(
        required("#layers-panel"),
        () => this.api.layers(),
        (layer) => {
          files.open(layer);
        },
      ),
    );
    const stacks = this.held.add(
      new StacksPanel(required("#stacks-panel"), () => this.api.stacks()),
    );
    return new Drawer(required("#drawer"), {
      "evidence-panel": measured,
      "host-panel": measured,
      "stacks-panel": () => stacks.refresh(),
      "layers-panel": () => layers.refresh(),
      ...this.densityPanel(),
    });
  }

  /** In labs that ask for it. */
  private densityPanel(): Record<string, Refresh> {
    const panel = document.querySelector<HTMLElement>("#density-panel");
    if (panel === null) {
      return {};
    }
    const density = this.held.add(
      new DensityPanel(panel, {
        look: () => this.api.density(),
        race: (containers) => this.api.race(containers),
        grow: (containers) => this.api.grow(containers),
        stop: () => this.api.stopRun(),
      }),
    );
    return { "density-panel": () => density.refresh() };
  }

  private makeClock(): Clock {
    return new Clock(required(".clock"), {
      extend: () =>
        void this.attempt(async () => {
          this.show(await this.api.extend());
        }),
      stay: () =>
        void this.attempt(async () => {
          await this.api.used();
          await this.look();
        }),
      lookAgain: () => void this.look(),
      warn: (text, label, action) => {
        this.notice.show(text, label, action);
      },
      calm: () => {
        this.notice.hide();
      },
    });
  }

  private listen(): void {
    this.live = this.held.add(
      new Live(this.api.eventsUrl, "workspace", {
        heard: (data) => {
          this.show(JSON.parse(data) as Workspace);
        },
        poll: () => this.look(),
      }),
    );
  }

  /** Asks for the present state. Returns whether there is more to come. */
  private async look(): Promise<boolean> {
    try {
      this.show(await this.api.read());
      return !ended(this.workspace);
    } catch (problem) {
      const gone = problem instanceof ApiError && problem.status === 404;
      if (gone) {
        this.panel.gone();
        this.coverMachines(true);
      }
      return !gone;
    }
  }

  private show(workspace: Workspace): void {
    this.workspace = workspace;
    document.body.dataset["state"] = workspace.state;
    const passed = new Set(workspace.passed ?? []);
    this.steps.passed(passed);
    this.checks.passed(passed);
    this.quiz.answered(workspace.answers ?? {});
    this.predictions.predicted(workspace.predictions ?? {});
    showProgress(required(".progress"), passed.size, this.checks.count);
    this.clock.update(workspace);
    const ready = workspace.machines.filter((machine) => machine.state === "ready");
    this.blocks.ready(new Set(ready.map((machine) => machine.name)));
    this.coverMachines(this.panel.update(workspace));
    required("#end-lab").hidden = ended(workspace) || workspace.state === "closing";
    if (ended(workspace)) {
      this.live?.dispose(); // or the browser would open the finished stream again and again
      this.panes.dispose();
    } else {
      this.panes.update(workspace.machines);
    }
  }

  private coverMachines(covered: boolean): void {
    required("#machines").classList.toggle("covered", covered);
  }

  private titleOf(machine: string): string {
    const title = document.querySelector(`#machine-titles [data-machine="${machine}"]`);
    return title?.textContent ?? machine;
  }

  private async run(step: number, block: string, machine: string): Promise<void> {
    const terminal = this.panes.bring(machine);
    if (terminal !== undefined) {
      await this.api.run(step, block, terminal);
      this.panes.focus(machine);
    }
  }

  private async check(step: number): ReturnType<WorkspaceApi["check"]> {
    const outcome = await this.api.check(step);
    if (outcome.passed) {
      const passed = [...new Set([...(this.workspace.passed ?? []), step])];
      this.show({ ...this.workspace, passed });
    }
    return outcome;
  }

  private async startAgain(): Promise<void> {
    await this.attempt(async () => {
      const { id } = await startWorkspace(this.workspace.lab || this.lab);
      location.assign(`/workspaces/${encodeURIComponent(id)}`);
    });
  }

  private async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (problem) {
      this.notice.show(messageOf(problem));
    }
  }
}
