import type { DensityBudget, Growth, Race } from "../protocol/density";
import { bytes } from "./bytes";

/** Whether nothing more comes of it. */
export function over(run: Growth | Race): boolean {
  return run.state === "done" || run.state === "stopped" || run.state === "failed";
}

/** What a learner reads, and a screen reader says, of a race. */
export function raceSentence(race: Race): string {
  switch (race.state) {
    case "preparing":
      return "Making the machines.";
    case "running":
      return "They are starting.";
    case "removing":
      return "Over. Removing the machines.";
    case "stopped":
      return "Stopped, and everything removed.";
    case "failed":
      return race.message;
    case "done":
      return race.message === "" ? "Over, and everything removed." : race.message;
  }
}

/** The same of a growing number. */
export function growthSentence(growth: Growth, budget: DensityBudget): string {
  switch (growth.state) {
    case "preparing":
      return "Measuring the host and one VM.";
    case "running":
      return growth.running < growth.target ? "Starting containers." : "Measuring.";
    case "removing":
      return `${endSentence(growth, budget)} Removing the containers.`;
    case "failed":
      return growth.message;
    case "stopped":
    case "done":
      return `${endSentence(growth, budget)} All were removed.`;
  }
}

function endSentence(growth: Growth, budget: DensityBudget): string {
  switch (growth.endedBy) {
    case "count":
      return "The number was reached.";
    case "memory":
      return `The memory budget of ${bytes(budget.memoryBytes)} has no room for more.`;
    case "disk":
      return `The disk budget of ${bytes(budget.diskBytes)} has no room for more.`;
    case "host":
      return `${bytes(budget.floorBytes)} of the host's memory must stay free, so there are no more.`;
    case "time":
      return "It took too long.";
    case "stopped":
      return "Stopped.";
    default:
      return growth.message;
  }
}
