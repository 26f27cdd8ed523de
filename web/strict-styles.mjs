// xterm.js writes <style> elements and style="" attributes, which a content security policy of
// style-src 'self' refuses. While bundling, both are replaced by what the policy allows: style
// sheets made by script, and the style object of an element. The counts belong to the pinned
// version; another version fails the build here, loudly, instead of losing its colours later.
import { readFile } from "node:fs/promises";
import path from "node:path";

const REPLACEMENTS = [
  {
    what: "style elements",
    pattern: /[\w$.]+\.createElement\("style"\)/g,
    with: "sheetElement()",
    count: 3,
  },
  {
    what: "style attributes",
    pattern:
      /([\w$]+)\.setAttribute\("style",`\$\{\1\.getAttribute\("style"\)\|\|""\}\$\{([\w$]+)\};`\)/g,
    with: "($1.style.cssText+=$2)",
    count: 1,
  },
];

/** @type {import("esbuild").Plugin} */
export const strictStyles = {
  name: "strict-styles",
  setup(build) {
    build.onLoad({ filter: /@xterm\/xterm\/lib\/xterm\.mjs$/ }, async ({ path: file }) => {
      let contents = await readFile(file, "utf8");
      for (const replacement of REPLACEMENTS) {
        const found = contents.match(replacement.pattern)?.length ?? 0;
        if (found !== replacement.count) {
          throw new Error(
            `xterm.js: ${found} ${replacement.what} found where ${replacement.count} are known`,
          );
        }
        contents = contents.replace(replacement.pattern, replacement.with);
      }
      const sheets = path.resolve("src/terminal/sheet-element.ts");
      return {
        contents: `import { sheetElement } from ${JSON.stringify(sheets)};\n${contents}`,
        loader: "js",
        resolveDir: path.dirname(file),
      };
    });
  },
};
