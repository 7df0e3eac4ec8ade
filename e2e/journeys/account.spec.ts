import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";

import { inspect } from "../harness/inspect";
import { send, signedIn, signIn, somebody } from "../harness/people";
import { expect, test } from "../harness/test";

/** A key of its own for every journey: no two members may have the same. */
function publicKey(): string {
  const raw = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const parts = [Buffer.from("ssh-ed25519"), raw].map((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return Buffer.concat([length, part]);
  });
  return `ssh-ed25519 ${Buffer.concat(parts).toString("base64")} laptop`;
}

test("every page of 내 정보", async ({ page, server, outbox }) => {
  test.setTimeout(240_000);
  await signedIn(page, server, outbox, somebody());
  const pages = ["", "/edit", "/phone", "/email", "/password", "/sessions", "/keys", "/keys/new", "/tokens", "/tokens/new", "/consents", "/export", "/withdraw"];
  for (const path of pages) {
    await page.goto(`/me${path}`);
    await expect(page.locator(".frame-side [aria-current=page]")).toHaveCount(1);
    await inspect(page, `me${path.replaceAll("/", "-")}`);
  }
});

test("a member changes profile, phone, e-mail and password", async ({ page, server, outbox, browser }) => {
  const person = somebody();
  const changed = somebody("임꺽정");
  await signedIn(page, server, outbox, person);

  await page.goto("/me/edit");
  await page.locator("#name").fill("");
  await page.locator("#domain").fill("not a domain");
  await send(page);
  await expect(page.locator("#name-note .is-error")).toBeVisible();
  await expect(page.locator("#domain")).toHaveValue("not a domain");
  await page.locator("#name").fill(changed.name);
  await page.locator("#domain").fill("example.com");
  await page.locator("#marketing").check();
  await send(page);
  await expect(page.locator(".pf-m-success")).toContainText("저장했습니다");
  await expect(page.locator("main")).toContainText(changed.name);
  await page.reload();
  await expect(page.locator(".pf-m-success"), "told once").toHaveCount(0);

  await page.goto("/me/phone");
  await page.locator("#phone").fill(changed.phone);
  await page.locator("#phone").press("Enter");
  await expect(page.locator("#code")).toBeVisible();
  await page.reload();
  await expect(page.locator("#phone"), "a reload loses nothing").toHaveValue(changed.phone);
  await expect(page.locator("[data-countdown] strong")).toHaveText(/0[23]:\d\d/);
  await page.locator("#code").fill(await outbox.code(changed.phone));
  await page.locator("#code").press("Enter");
  await expect(page.locator(".pf-m-success")).toContainText("휴대전화번호를 변경했습니다");
  await expect(page.locator("main")).toContainText(changed.phone);

  await page.goto("/me/email");
  await page.locator("#email").fill(changed.email);
  await send(page);
  await expect(page.locator(".pf-m-success")).toContainText("확인 메일을 보냈습니다");
  await expect(page.locator("main"), "not before the link is followed").toContainText(person.email);
  await page.goto(await outbox.link(changed.email));
  await inspect(page, "me-email-confirm");
  await send(page);
  await expect(page.locator("main")).toContainText(changed.email);

  const other = await browser.newContext({ baseURL: server.url, locale: "ko-KR" });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, person.id, person.password);
  await page.goto("/me/password");
  await page.locator("#current").fill("Wrong!2026");
  await page.locator("#password").fill("Changed!2026");
  await page.locator("#password_confirm").fill("Changed!2026");
  await send(page);
  await expect(page.locator("#current-note .is-error")).toHaveText("현재 비밀번호가 올바르지 않습니다.");
  await page.locator("#current").fill(person.password);
  await page.locator("#password").fill("Changed!2026");
  await page.locator("#password_confirm").fill("Changed!2026");
  await send(page);
  await expect(page.locator(".pf-m-success")).toContainText("비밀번호를 변경했습니다");
  await elsewhere.goto("/me");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test("a member signs other devices out", async ({ page, server, outbox, browser }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  const devices = [];
  for (let n = 0; n < 3; n += 1) {
    const context = await browser.newContext({ baseURL: server.url, locale: "ko-KR" });
    const device = await context.newPage();
    await signIn(device, person.id, person.password);
    devices.push(device);
  }
  await page.goto("/me/sessions");
  await expect(page.locator("tbody tr")).toHaveCount(4);
  await page.locator("td.acts a").first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await inspect(page, "me-session-end");
  await dialog.getByRole("link", { name: "취소" }).click();
  await expect(dialog).toBeHidden();
  await page.locator("td.acts a").first().click();
  await dialog.locator("button.pf-m-danger").click();
  await expect(page.locator("tbody tr")).toHaveCount(3);
  await page.getByRole("link", { name: "다른 기기 모두 로그아웃" }).click();
  await dialog.locator("button.pf-m-danger").click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  for (const device of devices) {
    await device.goto("/me");
    await expect(device).toHaveURL(/\/sign-in/);
    await device.context().close();
  }
});

test("a member keeps SSH keys", async ({ page, server, outbox }) => {
  await signedIn(page, server, outbox, somebody());
  await page.goto("/me/keys/new");
  await page.locator("#public_key").fill("-----BEGIN OPENSSH PRIVATE KEY-----");
  await send(page);
  await expect(page.locator("#public_key-note .is-error")).toBeVisible();
  await inspect(page, "me-key-error");
  await page.locator("#public_key").fill(publicKey());
  await send(page);
  await expect(page.locator("tbody tr")).toContainText("laptop");
  await expect(page.locator("tbody tr")).toContainText("SHA256:");
  await inspect(page, "me-keys-one");
  await page.goto((await page.locator("td.acts a").getAttribute("href")) ?? "");
  await inspect(page, "me-key-delete");
  await page.locator("main form button.pf-m-danger").click();
  await expect(page.locator(".empty")).toBeVisible();
});

test("a member makes a token, sees it once, and ends it", async ({ page, server, outbox, request }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  await page.goto("/me/tokens/new");
  await page.locator("#name").fill("deploy");
  await send(page);
  await expect(page.locator("#scopes-note .is-error")).toBeVisible();
  await page.locator("input[name=scopes][value='account:read']").check();
  await send(page);
  const token = (await page.locator("#token").innerText()).trim();
  expect(token).toMatch(/^mdg_pat_/);
  await inspect(page, "me-token-created");
  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get(`${server.url}/api/v1/me`, { headers })).status()).toBe(200);
  await page.goto("/me/tokens");
  expect(await page.content()).not.toContain(token);
  await inspect(page, "me-tokens-one");
  await page.locator("td.acts a").click();
  await page.getByRole("dialog").locator("button.pf-m-danger").click();
  await expect(page.locator(".empty")).toBeVisible();
  expect((await request.get(`${server.url}/api/v1/me`, { headers })).status()).toBe(401);
});

test("a member takes their data out", async ({ page, server, outbox }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  await page.goto("/me/export");
  const arrived = page.waitForEvent("download");
  await page.locator("main form button").click();
  const file = await (await arrived).path();
  const data = JSON.parse(await readFile(file, "utf8"));
  expect(data.profile.login_id).toBe(person.id);
  expect(data.consents).toHaveLength(2);
  expect(JSON.stringify(data)).not.toContain(person.password);
});

test("a member leaves", async ({ page, server, outbox }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  await page.goto("/me/withdraw");
  await page.locator("#confirm").fill("somebody");
  await page.locator("main form button.pf-m-danger").click();
  await expect(page.locator("#confirm-note .is-error")).toBeVisible();
  await inspect(page, "me-withdraw-error");
  await page.locator("#confirm").fill(person.id);
  await page.locator("main form button.pf-m-danger").click();
  await expect(page.locator(".pf-m-success")).toContainText("탈퇴가 완료되었습니다");
  await signIn(page, person.id, person.password);
  await expect(page.locator(".pf-m-danger")).toContainText("아이디 또는 비밀번호");
});

test("delicate pages ask for the password again when it was given long ago", async ({ page, server, outbox }) => {
  await signedIn(page, server, outbox, somebody());
  await page.goto("/sign-in/again?next=/me/email");
  await inspect(page, "sign-in-again");
  await page.locator("#password").fill("Wrong!2026");
  await send(page);
  await expect(page.locator("#password-note .is-error")).toBeVisible();
});
