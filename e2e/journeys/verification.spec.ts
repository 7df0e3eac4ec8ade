import { inspect } from "../harness/inspect";
import { join, send, signIn, signUp, somebody } from "../harness/people";
import { expect, test } from "../harness/test";

test("an unverified member is told so, and has the mail sent again", async ({ page, server, outbox }) => {
  const person = somebody();
  await signUp(page, server, outbox, person);
  const first = await outbox.link(person.email);

  await signIn(page, person.id, person.password);
  await expect(page.locator(".pf-v6-c-alert")).toContainText("이메일 인증이 완료되지 않았습니다");
  await inspect(page, "sign-in-unverified");
  await page.locator(".pf-v6-c-alert").getByRole("link").click();
  await expect(page.locator("#login_id")).toHaveValue(person.id);
  await inspect(page, "resend");
  await page.locator("#email").fill(person.email);
  await send(page);
  await expect(page.locator(".pf-m-success")).toBeVisible();
  await inspect(page, "resend-sent");

  // The earlier link stopped working; the new one works, once.
  await page.goto(first);
  await send(page);
  await expect(page.locator("h1")).toHaveText("회원가입을 완료하지 못했습니다");
  await inspect(page, "sign-up-verify-over");
  const second = await outbox.link(person.email);
  await page.goto(second);
  await send(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(second);
  await send(page);
  await expect(page.locator("h1")).toHaveText("회원가입을 완료하지 못했습니다");

  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
});

test("asking for the mail answers alike, whoever asks", async ({ page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  const answers = [];
  for (const [id, email] of [
    [person.id, person.email],
    ["nobody1", "nobody@example.com"],
  ]) {
    await page.goto("/sign-in/resend");
    await page.locator("#login_id").fill(id ?? "");
    await page.locator("#email").fill(email ?? "");
    await send(page);
    answers.push(await page.locator("main").innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test("a link that was never given out leads to a page that helps", async ({ page }) => {
  await page.goto("/sign-up/verify?token=nonsense");
  await send(page);
  await expect(page.getByRole("link", { name: "인증 메일 다시 받기" })).toHaveAttribute("href", "/sign-in/resend");
});
