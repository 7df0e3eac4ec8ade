import { readFile } from "node:fs/promises";

import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const SOURCE = readFile(require.resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 A and AA, and what axe's authors hold to be good practice besides. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation on the page as it stands, each with the elements it concerns. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // Evaluated rather than added as an element, which the page's own content policy would refuse.
  await page.evaluate(await SOURCE);
  const results = await page.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: rules,
        resultTypes: ["violations"],
      }),
    RULES,
  );
  const violations = results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}\n    ${node.html}`).join("\n")}`,
  );
  expect(violations, `axe violations on ${page.url()}`).toEqual([]);
}
