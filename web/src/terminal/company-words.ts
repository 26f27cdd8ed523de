import type { Companion, Company } from "../protocol/control";

/** A name as the subject of a sentence: "Ada, instructor, is watching". */
export function subject(name: string): string {
  return name.includes(",") ? `${name},` : name;
}

/** Several of them: "Ada and Ben are", "Ada, instructor, and 3 more are". */
function subjects(names: readonly string[], more: number): string {
  const first = names[0] === undefined ? "Somebody" : subject(names[0]);
  const others = names.length - 1 + more;
  if (others <= 0) {
    return `${first} is`;
  }
  const second = names[1];
  return others === 1 && second !== undefined
    ? `${first} and ${subject(second)} are`
    : `${first} and ${others} more are`;
}

const typing = (guest: Companion): boolean => guest.types;
const named = (guest: Companion): string => guest.name;

/** What a learner is told of those who are there, in one sentence; nothing when nobody is. */
export function companyWords(company: Company | undefined): string {
  if (company === undefined || company.viewers.length + company.more === 0) {
    return "";
  }
  const types = company.viewers.filter(typing).map(named);
  if (types.length > 0) {
    return `${subjects(types, 0)} typing with you`;
  }
  return `${subjects(company.viewers.map(named), company.more)} watching`;
}

/** All names, for who wants to know more than the sentence says. */
export function everybody(company: Company | undefined): string {
  const doing = ({ name, types, asks }: Companion): string =>
    `${name}: ${types ? "types" : asks ? "asks to type" : "watches"}`;
  const lines = (company?.viewers ?? []).map(doing);
  const more = company?.more ?? 0;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}
