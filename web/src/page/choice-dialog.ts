import { Disposables, type Disposable } from "../disposables";
import { element, icon, iconButton } from "../dom";
import type { MachineOffer, MachineWish } from "../protocol/choices";
import type { ImageStatus } from "../protocol/images";
import type { Machine } from "../protocol/workspace";
import { cpuStops, cpuWords, memoryStops, memoryWords, short } from "./amounts";
import { messageOf } from "./api";
import { bytes } from "./bytes";
import { ImagePicker } from "./image-picker";
import { StopSlider } from "./stop-slider";

/** What the dialog asks of the page. */
export interface ChoiceActions {
  offer(): Promise<MachineOffer>;
  choose(wish: MachineWish): Promise<void>;
  /** Hears how images come along until disposed. */
  watchImages(heard: (status: ImageStatus) => void): Disposable;
}

/** What a machine is made with: its image, its memory, its processors. */
export class ChoiceDialog {
  private readonly held = new Disposables();
  private readonly dialog: HTMLDialogElement;
  private readonly body = element("div", { class: "choice-body" });
  private readonly plan = element("p", { class: "choice-plan" });
  private readonly problem = element("p", { class: "choice-problem", role: "alert" });
  private readonly apply = element("button", { class: "button primary" }, "Start anew");
  private images: ImagePicker | undefined;
  private memory: StopSlider | undefined;
  private cpus: StopSlider | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly actions: ChoiceActions,
  ) {
    const close = iconButton("close", "Close without a change");
    const cancel = element("button", { type: "button", class: "button" }, "Cancel");
    this.apply.disabled = true;
    const title = `Change “${machine.title}”`;
    this.dialog = element(
      "dialog",
      { class: "choices", "aria-label": title },
      element("header", { class: "files-head" }, icon("tune"), element("h2", {}, title), close),
      element("form", { class: "choice-form" }, this.body, this.foot(cancel)),
    );
    for (const button of [close, cancel]) {
      this.held.listen(button, "click", () => {
        this.dialog.close();
      });
    }
    this.held.listen(this.dialog, "close", () => {
      this.held.dispose();
      this.dialog.remove();
    });
    this.held.listen(this.dialog, "submit", (event: Event) => {
      event.preventDefault();
      void this.choose();
    });
  }

  /** Shows it; it goes away by itself. */
  open(): void {
    document.body.append(this.dialog);
    this.dialog.showModal();
    void this.load();
  }

  private foot(cancel: HTMLElement): HTMLElement {
    const warning = element(
      "p",
      { class: "choice-warning" },
      icon("alert"),
      "Everything that was written in this machine is lost. The other machines go on.",
    );
    const buttons = element("menu", {}, cancel, this.apply);
    return element("footer", {}, this.problem, this.plan, warning, buttons);
  }

  private async load(): Promise<void> {
    this.body.replaceChildren(element("p", { class: "choice-wait", role: "status" }, "Looking…"));
    try {
      this.draw(await this.actions.offer());
    } catch (problem) {
      this.body.replaceChildren();
      this.problem.textContent = messageOf(problem);
    }
  }

  private draw(offer: MachineOffer): void {
    const parts: HTMLElement[] = [];
    const changed = (): void => {
      this.say();
    };
    if (offer.images.length > 0) {
      this.images = new ImagePicker(offer.images, this.machine.image, changed);
      parts.push(this.images.element);
    }
    this.memory = this.memorySlider(offer, changed);
    this.cpus = this.cpuSlider(offer, changed);
    const sliders = [this.memory, this.cpus].filter((slider) => slider !== undefined);
    if (sliders.length > 0) {
      const legend = element("legend", {}, "Hardware");
      const rows = sliders.map((slider) => slider.element);
      parts.push(element("fieldset", { class: "hardware" }, legend, ...rows));
    }
    this.body.replaceChildren(...parts);
    this.apply.disabled = false;
    this.say();
    if (this.images === undefined) {
      sliders[0]?.input.focus();
    } else {
      this.images.focus();
      const watch = this.actions.watchImages((status) => this.images?.update(status));
      this.held.add(watch);
    }
  }

  private memorySlider(offer: MachineOffer, changed: () => void): StopSlider | undefined {
    const now = this.machine.memoryBytes ?? 0;
    const range = offer.memory ?? undefined;
    if (range === undefined) {
      return undefined;
    }
    const stops = memoryStops(range.fromBytes, range.toBytes, now);
    const host = bytes(offer.hostMemoryBytes);
    return new StopSlider(
      "choice-memory",
      "Memory",
      stops,
      now,
      {
        value: memoryWords,
        beside: (size) => `${share(size / offer.hostMemoryBytes)} of this host's ${host}`,
      },
      changed,
    );
  }

  private cpuSlider(offer: MachineOffer, changed: () => void): StopSlider | undefined {
    const now = this.machine.cpus ?? 1;
    const range = offer.cpus ?? undefined;
    if (range === undefined) {
      return undefined;
    }
    const stops = cpuStops(range.from, range.to, now, range.whole);
    const beside = (cpus: number): string =>
      range.whole
        ? `this host has ${offer.hostCpus}`
        : `${share(cpus / offer.hostCpus)} of this host's ${offer.hostCpus}`;
    return new StopSlider(
      "choice-cpus",
      "Processors",
      stops,
      now,
      { value: cpuWords, beside },
      changed,
    );
  }

  /** What will be when the button is pressed. */
  private say(): void {
    this.problem.textContent = "";
    const words = [
      this.images?.value ?? this.machine.image,
      memoryWords(this.memory?.value ?? this.machine.memoryBytes ?? 0),
      cpuWords(this.cpus?.value ?? this.machine.cpus ?? 1),
    ];
    this.plan.textContent = `${this.machine.title} starts anew: ${words.join(", ")}.`;
    this.apply.textContent = this.images?.failed === true ? "Try to get it" : "Start anew";
  }

  private async choose(): Promise<void> {
    this.apply.disabled = true;
    this.problem.textContent = "";
    try {
      await this.actions.choose({
        ...(this.images === undefined ? {} : { image: this.images.value }),
        ...(this.memory === undefined ? {} : { memoryBytes: this.memory.value }),
        ...(this.cpus === undefined ? {} : { cpus: this.cpus.value }),
      });
      this.dialog.close();
    } catch (problem) {
      this.problem.textContent = messageOf(problem);
      this.apply.disabled = false;
    }
  }
}

function share(part: number): string {
  return part < 0.01 ? "under 1 %" : `${short(Math.round(part * 100))} %`;
}
