/** Puts the part of a template that a test needs into the page, and takes away what was there. */
export function page(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body;
}

/** A promise that a test settles by hand. */
export function inHand<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (problem: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (problem: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets promises that are settled already do their work. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}
