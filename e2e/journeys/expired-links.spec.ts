import { inspect } from "../harness/inspect";
import { join, send, signedIn, signIn, signUp, somebody } from "../harness/people";
import { Outbox } from "../harness/outbox";
import { Server } from "../harness/server";
import { expect, test } from "../harness/test";

// Time runs out for the links of everyone on a server: these journeys have one of their own.
let server: Server;
let outbox: Outbox;
test.beforeAll(async () => {
  server = await Server.start();
  outbox = new Outbox(server);
});
test.afterAll(() => server.stop());

test("a sign-up's link that came too late can be had again", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  const person = somebody();
  await signUp(page, server, outbox, person);
  const late = await outbox.link(person.email);
  await server.expireLinks();
  await page.goto(late);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("회원가입을 완료하지 못했습니다");
  await expect(page.getByRole("alert")).toContainText("유효 시간이 지났거나");
  await inspect(page, "sign-up-verify-late");
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name"), "not a member yet").toHaveCount(0);

  await page.goto(late);
  await send(page);
  await page.getByRole("link", { name: "인증 메일 다시 받기" }).click();
  await page.locator("#login_id").fill(person.id);
  await page.locator("#email").fill(person.email);
  await send(page);
  await page.goto(await outbox.link(person.email));
  await send(page);
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
  await page.close();
});

test("a link to another password that came too late leaves the old one", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  const person = somebody();
  await join(page, server, outbox, person);
  await page.goto("/password/forgot");
  await page.locator("#login_id").fill(person.id);
  await page.locator("#email").fill(person.email);
  await send(page);
  const late = await outbox.link(person.email);
  await page.goto(late);
  await page.locator("#password").fill("Renewed!2026");
  await page.locator("#password_confirm").fill("Renewed!2026");
  // While the form was being filled in.
  await server.expireLinks();
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("비밀번호를 바꿀 수 없습니다");
  await page.goto(late);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("비밀번호를 바꿀 수 없습니다");
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
  await page.close();
});

test("a link to another address that came too late leaves the old one", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  const [person, changed] = [somebody(), somebody()];
  await signedIn(page, server, outbox, person);
  await page.goto("/me/email");
  await page.locator("#email").fill(changed.email);
  await send(page);
  const late = await outbox.link(changed.email);
  await server.expireLinks();
  await page.goto(late);
  await inspect(page, "me-email-late");
  await page.goto("/me");
  await expect(page.locator("main")).toContainText(person.email);
  await page.close();
});
