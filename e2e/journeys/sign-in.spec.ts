import { solveCaptcha } from "../harness/captcha";
import { inspect } from "../harness/inspect";
import { join, send, signIn, somebody } from "../harness/people";
import { expect, test } from "../harness/test";

test("a wrong ID and a wrong password are answered alike; then a captcha, then waiting", async ({ page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  const answers = [];
  for (const id of [person.id, "nobody1"]) {
    await signIn(page, id, "Wrong!2026");
    answers.push(await page.locator("main").innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  await inspect(page, "sign-in-wrong");

  for (let time = 0; time < 4; time += 1) {
    await signIn(page, person.id, "Wrong!2026");
  }
  await expect(page.locator("#captcha")).toBeVisible();
  await inspect(page, "sign-in-captcha");
  await page.locator("#password").fill(person.password);
  await send(page);
  await expect(page.locator(".masthead-name"), "the captcha cannot be left out").toHaveCount(0);

  await expect(async () => {
    await page.locator("#password").fill(person.password);
    await page.locator("#captcha").fill(await solveCaptcha(server, page));
    await send(page);
    await expect(page.locator(".masthead-name")).toHaveText(person.name, { timeout: 500 });
  }).toPass();
});

test("the ID is remembered when that is wanted, the password never", async ({ page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  await page.goto("/sign-in");
  await page.locator("#login_id").fill(person.id);
  await page.locator("#password").fill(person.password);
  await page.locator("#save").check();
  await send(page);
  await page.locator(".masthead details.is-end summary").last().click();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await page.goto("/sign-in");
  await expect(page.locator("#login_id")).toHaveValue(person.id);
  await expect(page.locator("#password")).toBeFocused();
  await expect(page.locator("#password")).toHaveValue("");
  for (const cookie of await page.context().cookies()) {
    expect(cookie.value).not.toContain(person.password);
  }
  await page.locator("#password").fill(person.password);
  await page.locator("#save").uncheck();
  await send(page);
  await page.goto("/me");
  await page.locator(".masthead details.is-end summary").last().click();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await page.goto("/sign-in");
  await expect(page.locator("#login_id")).toHaveValue("");
});

test("whoever has to sign in first goes on to where they were going, and nowhere else", async ({ page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  await page.goto("/me/keys");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.locator("#login_id").fill(person.id);
  await page.locator("#password").fill(person.password);
  await send(page);
  await expect(page).toHaveURL(`${server.url}/me/keys`);
  await page.goto("/sign-in?next=//elsewhere.example/");
  await expect(page).toHaveURL(`${server.url}/`);
});
