import js from "@eslint/js";
import astro from "eslint-plugin-astro";
import jsxA11y from "eslint-plugin-jsx-a11y-x";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist/", ".astro/", ".build/", "node_modules/", "**/dist/", "tests/cheats/corpus/", "**/*.astro/*.ts"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...astro.configs["flat/recommended"],
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/await-thenable": "off", // remote proxies are awaitable without being typed so
    },
  },
  {
    rules: {
      // Remote values and LangGraph's own generics are `any` by nature; a comment would stand on every line.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-empty": ["error", { allowEmptyCatch: false }],
    },
  },
  { files: ["**/*.mjs", "**/*.js"], ignores: ["public/"], languageOptions: { globals: globals.node } },
  { files: ["public/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["src/site/**/*.astro"], ...jsxA11y.configs["flat/jsx-a11y-recommended"] },
);
