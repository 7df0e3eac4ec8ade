import type { Page } from "@playwright/test";

import { expectNoAxeViolations } from "./axe";
import { photograph } from "./screenshots";

/** Looks at a page as it stands: pictures for people to judge, and axe in light and dark, wide and narrow. */
export async function inspect(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await photograph(page, name);
  await expectNoAxeViolations(page);
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoAxeViolations(page);
  await page.emulateMedia({ colorScheme: "light" });
  if (wide) {
    await page.setViewportSize(wide);
  }
}
