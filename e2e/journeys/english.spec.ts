import type { Page } from "@playwright/test";

import { company, department, expect, post, test } from "../harness/company";
import { inspect } from "../harness/inspect";
import { useLanguage } from "../harness/language";
import { openMember } from "../harness/office";
import { signedIn, somebody } from "../harness/people";

/** Whoever reads English finds no Korean on the page but the language's own name. */
async function expectEnglish(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const text = await page.locator("body").innerText();
  expect(text.replaceAll("한국어", ""), page.url()).not.toMatch(/[가-힣]/);
}

async function readInEnglish(page: Page, path: string, name = path): Promise<void> {
  await page.goto(path);
  await expectEnglish(page);
  await inspect(page, name === "/" ? "home-member" : name.replace(/^\//, "").split("?")[0]!.replaceAll("/", "-"));
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
  for (const path of [...places, "/admin/terms/new", "/admin/announcements/new", "/admin/organizations/new", "/admin/policies/new"]) {
    await readInEnglish(operator, path);
  }
  await openMember(operator, person.id);
  await expectEnglish(operator);
  await inspect(operator, "admin-member");
});

test("everything the people of a company see is there in English", async ({ operator, as, hires }) => {
  test.setTimeout(240_000);
  const power = await company(operator, "Han River Power");
  const team = await department(operator, power, "Cloud");
  const owner = await as(await hires(power, "Gildong Hong", { department: team, head: true, roles: ["owner"] }));
  const page = await as(await hires(power, "Chunhyang Seong", { department: team }));
  for (const one of [owner, page]) {
    await useLanguage(one, "en");
  }
  const base = `/organizations/${power.id}`;
  await readInEnglish(page, "/projects");
  const order = (await post(page, "/orders", { kind: "project", organization: power.id })).replace(/\/edit$/, "");
  await page.goto(`${order}/edit`);
  await page.getByLabel("Project name").fill("Demand forecast");
  await page.locator("#description").fill("Forecasts demand by region.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.locator("#order-summary")).toContainText("Draft saved.");
  await readInEnglish(page, `${order}/edit`, "application");
  await readInEnglish(page, `${order}/approver`, "application-approver");
  await page.getByRole("radio").first().check();
  await page.locator("main form button.pf-m-primary").last().click();
  await page.waitForURL("**/confirm");
  await readInEnglish(page, `${order}/confirm`, "application-confirm");
  await page.locator("main form button.pf-m-primary").last().click();
  await page.waitForURL(`**${order}*`);
  await readInEnglish(page, order, "application-waiting");
  await readInEnglish(page, "/orders");
  await readInEnglish(owner, order, "application-decide");
  for (const path of ["/approvals", "/approvals/decided", "/me/substitutes", "/notices", "/organizations"]) {
    await readInEnglish(owner, path);
  }
  await readInEnglish(owner, base, "organization");
  await readInEnglish(owner, `${base}/leave`, "organization-leave-refused");
  for (const part of ["people", "departments", "invitations", "settings", "webhooks", "webhooks/new"]) {
    await readInEnglish(owner, `${base}/${part}`, `organization-${part}`);
  }
});
