import { expect, type Page } from "@playwright/test";

import { solveCaptcha } from "./captcha";
import type { Outbox } from "./outbox";
import type { Server } from "./server";

/** Somebody who signs up. */
export interface Person {
  id: string;
  password: string;
  name: string;
  email: string;
  phone: string;
}

let made = 0;

/** Somebody nobody else is. */
export function somebody(name = "홍길동"): Person {
  made += 1;
  const unique = `${process.pid.toString(36)}${made.toString(36)}`.slice(-7);
  const digits = () => String(1000 + Math.floor(Math.random() * 9000));
  return {
    id: `hong${unique}`,
    password: "Courtyard!26",
    name,
    email: `hong.${unique}@example.com`,
    phone: `010-${digits()}-${digits()}`,
  };
}

/** Step 1: reads nothing, agrees to everything. */
export async function agreeToTerms(page: Page): Promise<void> {
  await page.goto("/sign-up");
  for (const box of await page.locator("input[name=agreed]").all()) {
    await box.check();
  }
  await send(page);
  await page.waitForURL("**/sign-up/form");
}

/** Step 2 but for the phone and the captcha. */
export async function fillIn(page: Page, person: Person): Promise<void> {
  await page.locator("#login_id").fill(person.id);
  await page.locator("#password").fill(person.password);
  await page.locator("#password_confirm").fill(person.password);
  await page.locator("#name").fill(person.name);
  await page.locator("#email").fill(person.email);
}

/** 「인증번호 발송」, the code from the SMS, 「확인」. */
export async function confirmPhone(page: Page, outbox: Outbox, phone: string): Promise<void> {
  await page.locator("#phone").fill(phone);
  await page.locator("#phone-send").click();
  await page.locator("#code").fill(await outbox.code(phone));
  await page.locator("#phone-confirm").click();
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();
}

/** The whole of 「회원가입」 up to the page that says welcome. */
export async function signUp(page: Page, server: Server, outbox: Outbox, person: Person): Promise<void> {
  await agreeToTerms(page);
  await fillIn(page, person);
  await confirmPhone(page, outbox, person.phone);
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await page.waitForURL("**/sign-up/done");
}

/** Signs up, and follows the link in the mail. */
export async function join(page: Page, server: Server, outbox: Outbox, person: Person): Promise<void> {
  await signUp(page, server, outbox, person);
  await page.goto(await outbox.link(person.email));
  await send(page);
  await page.waitForURL("**/sign-in*");
}

/** 「로그인」, wherever it leads. */
export async function signIn(page: Page, id: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#login_id").fill(id);
  await page.locator("#password").fill(password);
  await send(page);
}

/** Joins and signs in. */
export async function signedIn(page: Page, server: Server, outbox: Outbox, person: Person): Promise<void> {
  await join(page, server, outbox, person);
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
}

/** Presses the page's one primary button, and waits for what comes of it. */
export async function send(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.locator("main form button.pf-m-primary").last().click();
  await answered;
  await page.waitForLoadState();
}
