import type { Page } from "@playwright/test";

import type { Server } from "./server";

/**
 * The characters of the captcha that the page shows. A person reads them; a server in `--dev` tells them
 * to whoever may run `madang admin` on its data.
 */
export async function solveCaptcha(server: Server, page: Page): Promise<string> {
  const id = await page.locator("input[name=captcha_id]").inputValue();
  return (await server.admin(["captcha-answer", "--id", id])).trim();
}
