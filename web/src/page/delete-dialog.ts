import { QuestionDialog } from "./question-dialog";
import { deleteWorkshop } from "./workshop-api";

/**
 * Asks before a workshop is deleted with everything of its learners.
 *
 * @param deleted what to do when it is gone
 */
export function deleteDialog(
  workshop: { readonly id: string; readonly title: string },
  deleted: () => void | Promise<void>,
): QuestionDialog {
  return new QuestionDialog(
    {
      name: "delete",
      title: `Delete “${workshop.title}”?`,
      lost:
        "This deletes the workshop with all that is kept of its learners: names and personal codes," +
        " labs and progress, answers, guesses and times, messages, and recordings. Labs that" +
        " still run are ended. Nothing of it can be had back: download the results first.",
      label: "Delete everything",
    },
    async (tell) => {
      await deleteWorkshop(workshop.id, () => {
        tell("Labs are being ended. This goes on by itself; stay on this page.");
      });
      await deleted();
    },
  );
}
