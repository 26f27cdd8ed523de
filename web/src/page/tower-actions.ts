import { element } from "../dom";
import type { LabWarmth, TowerLab } from "../protocol/tower";
import type { Workshop } from "../protocol/workshop";
import { terminalsOf } from "../protocol/workspace";
import { ownLabs, type TowerApi } from "./tower-api";
import { ask, choice, field } from "./tower-dialog";

const WARMTH_MILLIS = 2_000;

/** What an instructor does with the class as a whole, by dialogs. */
export class TowerActions {
  /**
   * @param done says what was done
   */
  constructor(
    private readonly api: TowerApi,
    private readonly labs: readonly TowerLab[],
    private readonly done: (text: string) => void,
  ) {}

  end(running: number): void {
    ask({
      title: "End this workshop?",
      text:
        `All labs of this class end now${running === 0 ? "" : ` (${running} run)`}, with everything` +
        " in their machines. Nobody can join or go on any more, and the seats are given back. What" +
        " learners passed is kept.",
      button: "End for everybody",
      danger: true,
      run: async () => {
        await this.api.end();
        this.done("The workshop is over.");
      },
    });
  }

  message(learner?: { readonly id: string; readonly name: string }): void {
    const text = element("textarea", { rows: "4", maxlength: "1000", required: true });
    const to = learner?.name ?? "all";
    ask({
      title: `Message to ${to}`,
      fields: [field("Message", text, "It appears beside their lab at once.")],
      button: "Send",
      run: async () => {
        await this.api.say(text.value, false, learner?.id);
        this.done(`The message was sent to ${to}.`);
      },
    });
  }

  command(learner?: { readonly id: string; readonly name: string }): void {
    const text = element("input", {
      type: "text",
      class: "command-input",
      maxlength: "1000",
      required: true,
      autocomplete: "off",
      spellcheck: "false",
    });
    const to = learner?.name ?? "all";
    ask({
      title: `Command to ${to}`,
      fields: [
        field("Command", text, "Learners click to have it typed; they press Enter themselves."),
      ],
      button: "Send",
      run: async () => {
        await this.api.say(text.value, true, learner?.id);
        this.done(`The command was sent to ${to}.`);
      },
    });
  }

  /** Asks where to; the step that is asked for may be known already. */
  move(lab?: string, step?: number): void {
    const steps = this.labs.flatMap((one) =>
      one.steps.map(
        ({ number, title }) =>
          [`${one.id}\n${number}`, `${this.prefix(one)}${number}. ${title}`] as const,
      ),
    );
    const select = choice(steps, lab === undefined ? "" : `${lab}\n${step ?? 1}`);
    ask({
      title: "Move all to a step",
      fields: [field("Step", select, "Their pages turn to it; what they did stays.")],
      button: "Move all",
      run: async () => {
        const [id = "", number = ""] = select.value.split("\n");
        await this.api.move(id, Number(number));
        this.done(`The class is at step ${number}.`);
      },
    });
  }

  private prefix(lab: TowerLab): string {
    return this.labs.length > 1 ? `${lab.title}: ` : "";
  }

  async moreTime(): Promise<void> {
    const given = await this.api.extendAll();
    this.done(
      given === 0
        ? "Nobody could be given more time: no lab runs, or all have their longest time."
        : `More time was given to ${given} ${given === 1 ? "learner" : "learners"}.`,
    );
  }

  /** Lets the instructor have workspaces made before the class presses Start. */
  warm(workshop: Workshop): void {
    const lab = choice(this.labs.map((one) => [one.id, one.title] as const));
    const count = element("input", { type: "number", min: "0", max: String(workshop.seats) });
    count.value = String(workshop.seats);
    const state = element("ul", { class: "warmth", "aria-live": "polite" });
    const show = (labs: readonly LabWarmth[]): void => {
      state.replaceChildren(...labs.map((one) => this.warmth(one)));
    };
    const look = (): void => {
      void this.api.warmth().then(show, () => undefined); // shown again two seconds later
    };
    const timer = setInterval(look, WARMTH_MILLIS);
    look();
    ask({
      title: "Warm up",
      text: "Workspaces are made now, so that learners who press Start have a shell at once.",
      fields: [
        field("Lab", lab),
        field("How many", count, `At most ${workshop.seats}, the seats of this workshop.`),
        state,
      ],
      button: "Warm up",
      run: async () => {
        show(await this.api.warm(lab.value, Number(count.value)));
        this.done(`${count.value} workspaces are being made ready.`);
      },
      closed: () => {
        clearInterval(timer);
      },
    });
  }

  private warmth(one: LabWarmth): HTMLElement {
    const title = this.labs.find((lab) => lab.id === one.labId)?.title ?? one.labId;
    const failed = one.failed === 0 ? "" : `, ${one.failed} failed: ${one.lastReason ?? ""}`;
    return element(
      "li",
      {},
      `${title}: ${one.ready} of ${one.wanted} ready, ${one.starting} starting${failed}`,
    );
  }

  /** Lists the terminals of the labs that run in this browser. */
  async showTerminal(): Promise<void> {
    const own = (await ownLabs()).filter((one) => one.state === "ready");
    const terminals = own.flatMap((workspace) =>
      workspace.machines.flatMap((machine) =>
        terminalsOf(machine).map((id, index) => {
          const lab = this.labs.find((one) => one.id === workspace.lab)?.title ?? workspace.lab;
          const number = index === 0 ? "" : ` ${index + 1}`;
          return [id, `${lab}: ${machine.title}${number}`] as const;
        }),
      ),
    );
    if (terminals.length === 0) {
      this.startFirst();
      return;
    }
    const select = choice(terminals);
    ask({
      title: "Show a terminal to all",
      fields: [field("Terminal", select, "Everybody sees it, read only, until you stop.")],
      button: "Show to all",
      run: async () => {
        await this.api.show(select.value);
        this.done("Everybody sees your terminal.");
      },
    });
  }

  private startFirst(): void {
    const links = this.labs.map((lab) =>
      element(
        "li",
        {},
        element(
          "a",
          { href: `/labs/${encodeURIComponent(lab.id)}`, target: "_blank", rel: "noopener" },
          lab.title,
          element("span", { class: "visually-hidden" }, " (in a new tab)"),
        ),
      ),
    );
    ask({
      title: "Show a terminal to all",
      text: "No lab of your own runs in this browser. Start one first, then come back here:",
      fields: [element("ul", { class: "own-labs" }, ...links)],
      button: "Look again",
      run: async () => {
        await Promise.resolve();
        setTimeout(() => void this.showTerminal(), 0);
      },
    });
  }
}
