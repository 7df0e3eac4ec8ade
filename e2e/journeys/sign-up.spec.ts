import { solveCaptcha } from "../harness/captcha";
import { inspect } from "../harness/inspect";
import { useLanguage, type Language } from "../harness/language";
import { fillIn, send, signIn, somebody } from "../harness/people";
import { expect, test } from "../harness/test";

const WORDS: Record<Language, { name: string; steps: string[]; welcome: string; link: RegExp; done: string }> = {
  ko: {
    name: "홍길동",
    steps: ["약관 동의", "회원정보", "가입 완료"],
    welcome: "마당 회원가입을 환영합니다",
    link: /회원가입 완료하러 가기/,
    done: "회원가입이 완료되었습니다. 로그인해 주세요.",
  },
  en: {
    name: "Gildong Hong",
    steps: ["Terms", "Your details", "Done"],
    welcome: "Welcome to Madang",
    link: /https?:/,
    done: "Your sign-up is complete. Sign in to start.",
  },
};

for (const language of ["ko", "en"] as const) {
  test(`a visitor becomes a signed-in member (${language})`, async ({ page, server, outbox }) => {
    test.setTimeout(240_000);
    const words = WORDS[language];
    const person = somebody(words.name);
    await page.goto("/");
    await useLanguage(page, language);
    await page.reload();
    await inspect(page, "home-visitor");

    await page.locator("main").getByRole("link", { name: language === "ko" ? "회원가입" : "Sign up" }).click();
    await expect(page.locator(".steps .step-name")).toHaveText(words.steps);
    await inspect(page, "sign-up-terms");
    for (const box of await page.locator("input[name=agreed]").all()) {
      await box.check();
    }
    await send(page);
    await expect(page).toHaveURL(/\/sign-up\/form$/);
    await inspect(page, "sign-up-form");

    await fillIn(page, person);
    await expect(page.locator("#login_id-note .is-ok")).toBeVisible();
    await page.locator("#landline").fill("02-3707-0614");
    await page.locator("#domain").fill("SecureZone");
    await page.locator("#ip_count").fill("3");
    await page.locator("#marketing").check();
    await page.locator("#phone").fill(person.phone);
    await page.locator("#phone-send").click();
    await expect(page.locator("#code")).toBeFocused();
    await expect(page.locator("[data-countdown] strong")).toHaveText(/0[23]:\d\d/);
    await inspect(page, "sign-up-code");
    await page.locator("#code").fill(await outbox.code(person.phone));
    await page.locator("#phone-confirm").click();
    await expect(page.locator("#phone-note .is-ok")).toBeVisible();
    await page.locator("#captcha").fill(await solveCaptcha(server, page));
    await inspect(page, "sign-up-form-filled");
    await send(page);

    await expect(page).toHaveURL(/\/sign-up\/done$/);
    await expect(page.locator("h1")).toHaveText(words.welcome);
    await inspect(page, "sign-up-done");

    const mail = await outbox.next("mail", person.email);
    expect(mail.text).toMatch(words.link);
    await page.goto(mail.text.match(/https?:\/\/[^\s<>"]+/)?.[0] ?? "");
    await inspect(page, "sign-up-verify");
    await send(page);
    await expect(page.locator(".pf-m-success")).toContainText(words.done);

    await page.locator("#login_id").fill(person.id);
    await page.locator("#password").fill(person.password);
    await inspect(page, "sign-in");
    await send(page);
    await expect(page).toHaveURL(`${server.url}/`);
    await expect(page.locator(".masthead-name")).toHaveText(person.name);
    await inspect(page, "home-member");

    await page.goto("/me");
    await expect(page.locator("main")).toContainText(person.phone);
    await expect(page.locator("main")).toContainText("SecureZone");
    await expect(page.locator("main")).toContainText("02-3707-0614");
  });
}

test("somebody signs up without a script", async ({ browser, server, outbox }) => {
  const person = somebody();
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false, locale: "ko-KR" });
  const page = await context.newPage();
  await page.goto("/sign-up");
  for (const box of await page.locator("input[name=agreed]").all()) {
    await box.check();
  }
  await send(page);
  await fillIn(page, person);
  await page.locator("#phone").fill("010");
  await page.locator("#phone-send").click();
  await expect(page.locator("#phone-note .is-error")).toBeVisible();
  await page.locator("#phone").fill(person.phone);
  await page.locator("#phone-send").click();
  await page.locator("#code").fill("12345");
  await page.locator("#phone-confirm").click();
  await expect(page.locator("#code-note .is-error")).toBeVisible();
  await page.locator("#code").fill(await outbox.code(person.phone));
  await page.locator("#phone-confirm").click();
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();
  await expect(page.locator("#login_id")).toHaveValue(person.id);
  await page.locator("#password").fill(person.password);
  await page.locator("#password_confirm").fill(person.password);
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await expect(page).toHaveURL(/\/sign-up\/done$/);
  await page.goto(await outbox.link(person.email));
  await send(page);
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
  await context.close();
});
