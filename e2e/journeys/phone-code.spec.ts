import { inspect } from "../harness/inspect";
import { agreeToTerms, confirmPhone, send, somebody } from "../harness/people";
import { Server } from "../harness/server";
import { Outbox } from "../harness/outbox";
import { expect, test } from "../harness/test";

test("a wrong code says how many tries are left, and the fifth ends it", async ({ page, outbox }) => {
  const { phone } = somebody();
  await agreeToTerms(page);
  await page.locator("#phone").fill(phone);
  await page.locator("#phone-send").click();
  const right = await outbox.code(phone);
  const wrong = right === "000000" ? "000001" : "000000";
  for (const left of [4, 3, 2, 1]) {
    await page.locator("#code").fill(wrong);
    await page.locator("#code").press("Enter");
    await expect(page.locator("#code-note .is-error")).toContainText(`${left}회 더`);
  }
  await inspect(page, "sign-up-code-wrong");
  await page.locator("#code").fill(wrong);
  await page.locator("#phone-confirm").click();
  await expect(page.locator("#phone-part .is-error").first()).toBeVisible();

  // The right code does not help any more; a new one does.
  await page.locator("#phone-send").click();
  await expect(page.locator("#code")).toHaveValue("");
  const next = await outbox.code(phone);
  if (right !== next) {
    await page.locator("#code").fill(right);
    await page.locator("#phone-confirm").click();
    await expect(page.locator("#code-note .is-error")).toBeVisible();
  }
  await page.locator("#code").fill(next);
  await page.locator("#phone-confirm").click();
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();
});

test("another number has to be confirmed anew", async ({ page, outbox }) => {
  const [first, second] = [somebody(), somebody()];
  await agreeToTerms(page);
  await confirmPhone(page, outbox, first.phone);
  await page.locator("#phone").fill(second.phone);
  await page.locator("#phone").blur();
  await expect(page.locator("#phone-note .is-error")).toHaveText("휴대전화 인증을 완료해 주세요.");
  await page.locator("#phone").fill(first.phone.replaceAll("-", ""));
  await page.locator("#phone").blur();
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();
  await page.locator("#phone").fill(second.phone);
  await send(page);
  await expect(page.locator("#phone-note .is-error")).toHaveText("휴대전화 인증을 완료해 주세요.");
  await confirmPhone(page, outbox, second.phone);
});

test("a code ends with its countdown", async ({ browser }) => {
  const server = await Server.start({ SIGN_UP__CODE_SECONDS: "20" });
  const context = await browser.newContext({ baseURL: server.url, locale: "ko-KR" });
  const page = await context.newPage();
  try {
    const outbox = new Outbox(server);
    const { phone } = somebody();
    await agreeToTerms(page);
    await page.locator("#phone").fill(phone);
    await page.locator("#phone-send").click();
    const code = await outbox.code(phone);
    await expect(page.locator("[data-countdown] strong")).toHaveText("00:00", { timeout: 30_000 });
    await expect(page.locator("#code")).toBeDisabled();
    await expect(page.locator("[data-countdown-over]")).toBeVisible();
    await inspect(page, "sign-up-code-over");

    // Who has no script, or an older page, is told by the server.
    await page.locator("#code").evaluate((input: HTMLInputElement) => (input.disabled = false));
    await page.locator("#code").fill(code);
    await page.locator("#phone-confirm").click();
    await expect(page.locator("#phone-part .field-note.is-error:visible").first()).toContainText("다시 받아 주세요");

    await page.locator("#phone-send").click();
    await expect(page.locator("[data-countdown] strong")).toHaveText(/00:(20|1[6-9])/);
    await page.locator("#code").fill(await outbox.code(phone));
    await page.locator("#phone-confirm").click();
    await expect(page.locator("#phone-note .is-ok")).toBeVisible();
  } finally {
    await context.close();
    await server.stop();
  }
});
