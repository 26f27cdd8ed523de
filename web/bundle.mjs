// Bundles what the browser loads into dist/. Run through ./build.
import { build } from "esbuild";
import { cp, readFile, rm } from "node:fs/promises";
import { strictStyles } from "./strict-styles.mjs";

const banner = await readFile("src/banner.txt", "utf8");

await rm("dist", { recursive: true, force: true });
const common = {
  outdir: "dist",
  bundle: true,
  target: ["chrome111", "firefox121", "safari16.4"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};
// Runs before the first paint, so it is a plain script that waits for no other file.
await build({ ...common, format: "iife", entryPoints: { theme: "src/page/theme-boot.ts" } });
await build({
  ...common,
  entryPoints: {
    account: "src/page/account.ts",
    catalog: "src/page/catalog.ts",
    workspace: "src/page/workspace.ts",
    join: "src/page/join.ts",
    class: "src/page/class.ts",
    workshops: "src/page/workshops.ts",
    invitation: "src/page/invitation.ts",
    recording: "src/page/recording.ts",
    results: "src/page/results.ts",
    check: "src/page/check.ts",
    watch: "src/page/watch.ts",
    tower: "src/page/tower.ts",
    rehearse: "src/page/rehearse.ts",
    app: "src/styles/app.css",
  },
  splitting: true,
  format: "esm",
  entryNames: "[name]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  banner: { js: banner.trim() },
  plugins: [strictStyles],
});
await cp("assets", "dist", { recursive: true });
