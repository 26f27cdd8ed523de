import { required } from "../dom";

/** How many tasks are done. A lab without tasks shows nothing. */
export function showProgress(place: HTMLElement, done: number, tasks: number): void {
  place.hidden = tasks === 0;
  const bar = required<HTMLProgressElement>("progress", place);
  bar.max = Math.max(1, tasks);
  bar.value = done;
  const text = done === tasks ? "All tasks done" : `${done} of ${tasks} tasks`;
  required(".progress-text", place).textContent = text;
}
