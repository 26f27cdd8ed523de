import { call } from "./api";

/** An instructor as the server tells who is signed in. */
export interface Instructor {
  readonly id: string;
  readonly name: string;
}

export interface Colleague extends Instructor {
  readonly since: string;
  readonly you: boolean;
}

export interface Invitation {
  readonly id: string;
  readonly by: string;
  readonly created: string;
  readonly expires: string;
}

export interface Session {
  readonly id: string;
  readonly browser: string;
  readonly place: string;
  readonly since: string;
  readonly used: string;
  readonly current: boolean;
}

const BASE = "/api/instructors";

export function signIn(name: string, password: string): Promise<Instructor> {
  return call("POST", "/api/sign-in", { name, password });
}

export function signOut(): Promise<void> {
  return call("POST", "/api/sign-out");
}

/** Refused when the link makes no account any more. */
export function checkLink(token: string): Promise<void> {
  return call("POST", "/api/welcome/link", { token });
}

export function join(token: string, name: string, password: string): Promise<Instructor> {
  return call("POST", "/api/welcome", { token, name, password });
}

export function instructors(): Promise<{ instructors: Colleague[] }> {
  return call("GET", BASE);
}

export function removeInstructor(id: string): Promise<void> {
  return call("DELETE", `${BASE}/${encodeURIComponent(id)}`);
}

export function invitations(): Promise<{ invitations: Invitation[] }> {
  return call("GET", `${BASE}/invitations`);
}

export function invite(): Promise<{ invitation: Invitation; path: string }> {
  return call("POST", `${BASE}/invitations`);
}

export function withdraw(id: string): Promise<void> {
  return call("DELETE", `${BASE}/invitations/${encodeURIComponent(id)}`);
}

export function sessions(): Promise<{ sessions: Session[] }> {
  return call("GET", `${BASE}/sessions`);
}

export function endSession(id: string): Promise<void> {
  return call("DELETE", `${BASE}/sessions/${encodeURIComponent(id)}`);
}

export function endAllSessions(): Promise<void> {
  return call("DELETE", `${BASE}/sessions`);
}

export function changePassword(old: string, password: string): Promise<void> {
  return call("POST", `${BASE}/password`, { old, password });
}

export function enterSelfStudy(code: string): Promise<void> {
  return call("POST", "/api/self-study", { code });
}
