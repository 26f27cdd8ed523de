// The code is on its way from one page to the next, and in this tab until its learner has it.
const KEY = "sidelab.personal-code.";

export function keepPersonalCode(classId: string, code: string): void {
  sessionStorage.setItem(KEY + classId, code);
}

export function personalCode(classId: string): string | null {
  return sessionStorage.getItem(KEY + classId);
}

export function forgetPersonalCode(classId: string): void {
  sessionStorage.removeItem(KEY + classId);
}
