import { test as base, expect, type Page } from "@playwright/test";

import { Outbox } from "./outbox";
import { Server } from "./server";

/**
 * A journey's surroundings: `server`, a Madang shared by the journeys of one worker, so every journey
 * signs up people of its own; `outbox`, what that server has sent; and `page`, which starts there.
 */
export const test = base.extend<{ outbox: Outbox }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, use) => use(server.url),
  outbox: async ({ server }, use, info) => {
    await use(new Outbox(server));
    if (info.status !== info.expectedStatus) {
      await info.attach("madang.log", { body: server.log(), contentType: "text/plain" });
    }
  },
  page: async ({ page }, use) => {
    const errors = watch(page);
    await use(page);
    expect(errors, "errors that the pages reported").toEqual([]);
  },
});

/** What a page reports of its own: a journey with such an error has failed, whatever its pages look like. */
export function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy/i.test(message.text())) {
      errors.push(`${page.url()}: ${message.text()}`);
    }
  });
  return errors;
}

export { expect };
