import type { Page } from "@playwright/test";

import { inspect } from "../harness/inspect";
import { useLanguage } from "../harness/language";
import { expect, openMember, test } from "../harness/office";
import { signedIn, somebody } from "../harness/people";

/** Whoever reads English finds no Korean on the page but the language's own name. */
async function expectEnglish(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const text = await page.locator("body").innerText();
  expect(text.replaceAll("한국어", ""), page.url()).not.toMatch(/[가-힣]/);
}

async function readInEnglish(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectEnglish(page);
  await inspect(page, path === "/" ? "home-member" : path.slice(1).split("?")[0]!.replaceAll("/", "-"));
}

test("everything a member sees is there in English", async ({ page, server, outbox }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await useLanguage(page, "en");
  for (const path of ["/find-id", "/password/forgot", "/sign-in/resend", "/terms/privacy", "/terms/membership", "/announcements", "/nowhere"]) {
    await readInEnglish(page, path);
  }
  await signedIn(page, server, outbox, somebody("Gildong Hong"));
  await page.goto("/me");
  const places = await page.locator(".frame-side a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const path of ["/", ...places, "/me/edit", "/me/keys/new", "/me/tokens/new"]) {
    await readInEnglish(page, path);
  }
});

test("everything an operator sees is there in English", async ({ operator, page, server, outbox }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await useLanguage(page, "en");
  const person = somebody("Gildong Hong");
  await signedIn(page, server, outbox, person);
  await useLanguage(operator, "en");
  await operator.goto("/admin");
  const places = await operator.locator(".frame-side a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const path of [...places, "/admin/terms/new", "/admin/announcements/new"]) {
    await readInEnglish(operator, path);
  }
  await openMember(operator, person.id);
  await expectEnglish(operator);
  await inspect(operator, "admin-member");
});
