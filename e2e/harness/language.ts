import type { Page } from "@playwright/test";

export type Language = "ko" | "en";

/** Chooses the language of the next pages, as the switch in the masthead does. */
export async function useLanguage(page: Page, language: Language): Promise<void> {
  const { hostname } = new URL(page.url());
  await page
    .context()
    .addCookies([{ name: "__Host-lang", value: language, domain: hostname, path: "/", secure: true }]);
}
