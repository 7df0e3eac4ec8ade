import { join } from "node:path";

import type { Page } from "@playwright/test";

import { useLanguage, type Language } from "./language";

const WIDTHS = [1440, 390];
const SCHEMES = ["light", "dark"] as const;
const DIRECTORY = join(__dirname, "..", "screenshots");

/**
 * Takes pictures of the page as it stands, wide and narrow, light and dark, to be looked at. Nothing is
 * compared: `screenshots/NAME-LANGUAGE-WIDTH-SCHEME.png` is replaced on every run.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  const language = await page.locator("html").getAttribute("lang");
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width > 500 ? 900 : 844 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(DIRECTORY, `${name}-${language}-${width}-${colorScheme}.png`),
        fullPage: true,
        animations: "disabled",
        // Hiding it would leave an empty `style` on the field, which the pages' own policy then reports.
        caret: "initial",
      });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) {
    await page.setViewportSize(before);
  }
}

/** The same in both languages, for a page that can be loaded again. Ends in the first one. */
export async function photographInBothLanguages(page: Page, name: string): Promise<void> {
  const languages: Language[] = ["ko", "en"];
  for (const language of languages) {
    await useLanguage(page, language);
    await page.reload();
    await photograph(page, name);
  }
  await useLanguage(page, languages[0]);
  await page.reload();
}
