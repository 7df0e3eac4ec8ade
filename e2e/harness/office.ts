import { expect, type Page } from "@playwright/test";

import { send, signIn } from "./people";
import { OPERATOR, Server } from "./server";
import { test as base, watch } from "./test";

/**
 * Journeys of the operator's side: `operator` is a page of an operator who has signed in, `page` one of
 * everybody else. What operators publish reaches everyone, so their server is not that of other journeys.
 */
export const test = base.extend<{ operator: Page }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  operator: async ({ browser, server, viewport }, use) => {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: "ko-KR",
      timezoneId: "Asia/Seoul",
      reducedMotion: "reduce",
      viewport,
    });
    const operator = await context.newPage();
    const errors = watch(operator);
    await signIn(operator, OPERATOR.id, OPERATOR.password);
    await agreeIfAsked(operator);
    await use(operator);
    expect(errors, "errors that the operator's pages reported").toEqual([]);
    await context.close();
  },
});

/** Agrees to everything where new terms stand in the way, as they do when an operator first signs in. */
export async function agreeIfAsked(page: Page): Promise<void> {
  if (!page.url().includes("/terms/agree")) {
    return;
  }
  for (const box of await page.getByRole("checkbox").all()) {
    await box.check();
  }
  await send(page);
}

/** Opens a member's page by searching for their ID. */
export async function openMember(operator: Page, id: string): Promise<void> {
  await operator.goto(`/admin/members?q=${id}`);
  await operator.getByRole("table").getByRole("link", { name: id, exact: true }).click();
  await expect(operator.getByRole("heading", { level: 1 })).toHaveText(id);
}

/** Chooses one of the acts on a member's page, and answers yes to the question. */
export async function act(operator: Page, name: string, yes = name): Promise<void> {
  await operator.locator("main").getByRole("link", { name }).click();
  const dialog = operator.getByRole("dialog", { name });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: yes }).click();
}

export { expect };
