import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: new URL(".", import.meta.url).pathname,
      },
    },
    rules: {
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 60],
      eqeqeq: "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  { files: ["src/**/*.test.ts"], rules: { "max-lines-per-function": "off" } },
  // Directions: the protocol knows nothing, a terminal does not know the page around it, and the
  // page opens no sockets of its own.
  {
    files: ["src/protocol/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["../*"] }] },
  },
  {
    files: ["src/terminal/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["../page/*"] }] },
  },
  {
    files: ["src/page/**/*.ts"],
    rules: { "no-restricted-globals": ["error", "WebSocket"] },
  },
  { files: ["*.mjs"], languageOptions: { globals: { URL: "readonly" } } },
);
