import { inspect } from "../harness/inspect";
import { join, send, signedIn, signIn, somebody } from "../harness/people";
import { Outbox } from "../harness/outbox";
import { Server } from "../harness/server";
import { expect, test } from "../harness/test";

test("a member finds their ID", async ({ page, server, outbox }) => {
  const person = somebody("이몽룡");
  await join(page, server, outbox, person);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "아이디 찾기" }).click();
  await inspect(page, "find-id");
  await page.locator("#name").fill(person.name);
  await page.locator("#email").fill(person.email);
  await send(page);
  const dialog = page.getByRole("dialog", { name: "회원 아이디 찾기" });
  await expect(dialog).toContainText(`아이디는 ${person.id} 입니다.`);
  await inspect(page, "find-id-found");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.locator("#name").fill("성춘향");
  await send(page);
  await expect(page.getByRole("dialog")).toContainText("가입한 아이디가 없습니다");
});

test("after some searches a captcha is asked for", async ({ browser }) => {
  const server = await Server.start({ LIMITS__FINDS_BEFORE_CAPTCHA: "1" });
  const page = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  try {
    await page.goto("/find-id");
    await expect(page.locator("#captcha")).toHaveCount(0);
    await page.locator("#name").fill("홍길동");
    await page.locator("#email").fill("hong@example.com");
    await send(page);
    await expect(page.locator("#captcha")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await send(page);
    await expect(page.locator("#captcha-note .is-error")).toBeVisible();
    await inspect(page, "find-id-captcha");
  } finally {
    await page.close();
    await server.stop();
  }
});

test("a member sets a new password by mail", async ({ page, server, outbox, browser }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  const elsewhere = await browser.newContext({ baseURL: server.url, locale: "ko-KR" });
  const visitor = await elsewhere.newPage();
  const request = async () => {
    await visitor.goto("/password/forgot");
    await visitor.locator("#login_id").fill(person.id);
    await visitor.locator("#email").fill(person.email);
    await send(visitor);
  };
  await visitor.goto("/password/forgot");
  await inspect(visitor, "forgot");
  await request();
  await expect(visitor.locator(".pf-v6-c-alert")).toContainText("비밀번호 변경이 요청되었습니다.");
  await inspect(visitor, "forgot-requested");
  const first = await outbox.link(person.email);

  await request();
  await expect(visitor.locator(".pf-v6-c-alert")).toContainText("이미 비밀번호 변경 요청이 진행되었습니다");
  await inspect(visitor, "forgot-already");
  await visitor.getByRole("button", { name: "메일 다시 보내기" }).click();
  await expect(visitor.locator(".pf-v6-c-alert")).toContainText("비밀번호 변경이 요청되었습니다.");
  const second = await outbox.link(person.email);

  await visitor.goto(first);
  await expect(visitor.locator("h1")).toHaveText("비밀번호를 바꿀 수 없습니다");
  await inspect(visitor, "reset-over");

  await visitor.goto(second);
  await inspect(visitor, "reset");
  await visitor.locator("#password").fill(`${person.id}!1`);
  await visitor.locator("#password_confirm").fill("Different!26");
  await send(visitor);
  await expect(visitor.locator("#password-note .is-error")).toBeVisible();
  await expect(visitor.locator("#password_confirm-note .is-error")).toBeVisible();
  await visitor.locator("#password").fill("Renewed!2026");
  await visitor.locator("#password_confirm").fill("Renewed!2026");
  await send(visitor);
  await expect(visitor.locator(".pf-m-success")).toContainText("새 비밀번호로 로그인해 주세요");

  await visitor.goto(second);
  await expect(visitor.locator("h1")).toHaveText("비밀번호를 바꿀 수 없습니다");
  await page.goto("/me");
  await expect(page, "the session from before has ended").toHaveURL(/\/sign-in/);
  await signIn(page, person.id, person.password);
  await expect(page.locator(".pf-m-danger")).toContainText("아이디 또는 비밀번호");
  await signIn(page, person.id, "Renewed!2026");
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
  const notice = (await outbox.to(person.email)).at(-1);
  expect(notice?.subject).toContain("비밀번호");
  await elsewhere.close();
});

test("asking for a new password answers alike, whoever asks", async ({ browser }) => {
  const server = await Server.start();
  const page = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  try {
    const person = somebody();
    await join(page, server, new Outbox(server), person);
    const answers: string[][] = [];
    for (const [id, email] of [
      [person.id, person.email],
      ["nobody1", "nobody@example.com"],
    ]) {
      const heard = [];
      for (let time = 0; time < 2; time += 1) {
        await page.goto("/password/forgot");
        await page.locator("#login_id").fill(id ?? "");
        await page.locator("#email").fill(email ?? "");
        await send(page);
        heard.push(await page.locator("main").innerText());
      }
      answers.push(heard);
    }
    expect(answers[0]).toEqual(answers[1]);
  } finally {
    await page.close();
    await server.stop();
  }
});
