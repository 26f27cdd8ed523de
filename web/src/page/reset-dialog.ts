import { QuestionDialog } from "./question-dialog";

/** Asks before a machine is made anew: what was written in it cannot be had back. */
export function resetDialog(title: string, reset: () => Promise<void>): QuestionDialog {
  return new QuestionDialog(
    {
      name: "reset",
      title: `Start “${title}” over?`,
      lost:
        "The machine is made anew as the lab has it. Everything in it is lost: files that were" +
        " written, programs that were installed, what runs now, and its further terminals." +
        " Tasks that are done stay done, and the other machines go on.",
      label: "Start over",
    },
    reset,
  );
}
