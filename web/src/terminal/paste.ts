/**
 * What of a pasted text may be typed: all but control characters, tabs and line ends excepted. An
 * escape in it could end the brackets that a shell puts around a paste, and so run what follows.
 */
export function pasteable(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, "");
}
