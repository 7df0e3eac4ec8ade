import { expect, test } from "../harness/test";

test("a fresh server says that it is well", async ({ page }) => {
  const health = await page.request.get("/healthz");
  expect(health.status()).toBe(200);
  const ready = await page.request.get("/readyz");
  expect(ready.status()).toBe(200);
});
