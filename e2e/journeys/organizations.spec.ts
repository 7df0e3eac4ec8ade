import type { Page } from "@playwright/test";

import { aCode, company, expect, test } from "../harness/company";
import { solveCaptcha } from "../harness/captcha";
import { inspect } from "../harness/inspect";
import { newMember } from "../harness/members";
import { agreeToTerms, confirmPhone, fillIn, send, signIn, somebody } from "../harness/people";

/** Presses a button of the page's own part, and waits for the page that comes of it. */
async function press(page: Page, name: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.locator("main").getByRole("button", { name, exact: true }).click();
  await answered;
  await page.waitForLoadState();
}

/** Asks for what can't be undone, and says yes. */
async function ask(page: Page, link: string, yes = link): Promise<void> {
  await page.locator("main").getByRole("link", { name: link }).click();
  const dialog = page.getByRole("dialog", { name: yes });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: yes }).click();
}

test("an operator registers a company, and its first person comes in by the code while signing up", async ({
  operator,
  page,
  server,
  outbox,
}) => {
  test.setTimeout(120_000);
  const code = aCode();
  await operator.goto("/admin");
  await operator.getByRole("link", { name: "회원사", exact: true }).last().click();
  await expect(operator.getByRole("heading", { level: 1 })).toHaveText("회원사");
  await operator.locator("main").getByRole("link", { name: "회원사 등록" }).first().click();
  await operator.getByLabel("회원사 코드").fill("한국");
  await operator.getByLabel("소유자 아이디").fill("nobodyhere");
  await send(operator);
  for (const label of ["회원사 코드", "회원사명", "소유자 아이디"]) {
    await expect(operator.getByLabel(label), label).toHaveAttribute("aria-invalid", "true");
  }
  await inspect(operator, "admin-organization-errors");
  await operator.getByLabel("회원사 코드").fill(code.toLowerCase());
  await operator.getByLabel("회원사명").fill("한국전력KDN");
  await operator.getByLabel("소유자 아이디").fill("");
  await operator.getByLabel("가입 방식").selectOption({ label: "바로 가입" });
  await send(operator);
  await expect(operator.getByRole("status")).toContainText("회원사를 등록했습니다.");
  await expect(operator.getByRole("heading", { level: 1 })).toHaveText("한국전력KDN");
  await expect(operator.locator("main")).toContainText(code);
  await inspect(operator, "admin-organization");

  const person = somebody("김대표");
  await agreeToTerms(page);
  await fillIn(page, person);
  await confirmPhone(page, outbox, person.phone);
  const field = page.getByLabel("회원사 코드");
  await field.fill("NOBODYS-1");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill(code);
  await expect(field).not.toHaveAttribute("aria-invalid");
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await page.waitForURL("**/sign-up/done");
  await page.goto(await outbox.link(person.email));
  await send(page);
  await signIn(page, person.id, person.password);
  await page.goto("/organizations");
  await expect(page.getByRole("row", { name: "한국전력KDN" })).toContainText("소속");
  await inspect(page, "organizations");
  await page.locator("main").getByRole("link", { name: "한국전력KDN" }).click();
  await expect(page.locator("main")).toContainText(code);
  await inspect(page, "organization");

  await operator.reload();
  await operator.locator("main").getByRole("link", { name: "1명" }).click();
  await operator.getByRole("link", { name: person.name }).click();
  await operator.getByRole("checkbox", { name: "소유자" }).check();
  await press(operator, "저장");
  await expect(operator.getByRole("status")).toContainText("구성원 정보를 저장했습니다.");
  await expect(operator.getByRole("row", { name: person.id })).toContainText("소유자");
  await page.reload();
  await expect(page.getByRole("link", { name: "부서 관리" })).toBeVisible();
});

test("an owner makes departments, invites somebody who is no member yet, and makes them the head", async ({
  operator,
  as,
  hires,
  page,
  server,
  outbox,
}) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const owner = await as(await hires(kdn, "박소유", { roles: ["owner"] }));
  await owner.goto(`/organizations/${kdn.id}/departments`);
  await inspect(owner, "departments-none");
  await press(owner, "추가");
  await expect(owner.getByLabel("부서명")).toHaveAttribute("aria-invalid", "true");
  await owner.getByLabel("부서명").fill("디지털사업처");
  await press(owner, "추가");
  await expect(owner.getByRole("status")).toContainText("부서를 저장했습니다.");
  await owner.getByLabel("부서명").fill("클라우드사업부");
  await owner.getByLabel("상위 부서").selectOption({ label: "디지털사업처" });
  await press(owner, "추가");
  await expect(owner.getByRole("table")).toContainText("클라우드사업부");
  await inspect(owner, "departments");
  await owner.getByLabel("부서명").fill("디지털사업처");
  await press(owner, "추가");
  await expect(owner.getByLabel("부서명")).toHaveAttribute("aria-invalid", "true");

  const guest = somebody("최부장");
  await owner.goto(`/organizations/${kdn.id}/people`);
  await owner.locator("main").getByRole("link", { name: "초대하기" }).click();
  await owner.getByLabel("E-mail").fill("not-an-address");
  await press(owner, "초대 메일 보내기");
  await expect(owner.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await inspect(owner, "invitation-errors");
  await owner.getByLabel("E-mail").fill(guest.email);
  await owner.getByLabel("부서").selectOption({ label: "디지털사업처 › 클라우드사업부" });
  await owner.getByRole("checkbox", { name: "결재자" }).check();
  await press(owner, "초대 메일 보내기");
  await expect(owner.getByRole("row", { name: guest.email })).toContainText("클라우드사업부");
  await inspect(owner, "invitations");

  const link = await outbox.link(guest.email);
  await page.goto(link);
  await expect(page.locator("main")).toContainText("한국전력KDN에서 회원님을 초대했습니다.");
  await inspect(page, "invitation-visitor");
  await page.locator("main").getByRole("link", { name: "회원가입" }).click();
  await agreeToTerms(page);
  await fillIn(page, guest);
  await confirmPhone(page, outbox, guest.phone);
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await page.waitForURL("**/sign-up/done");
  await page.goto(await outbox.link(guest.email));
  await send(page);
  await page.goto(link);
  await page.locator("main").getByRole("link", { name: "로그인" }).click();
  await page.locator("#login_id").fill(guest.id);
  await page.locator("#password").fill(guest.password);
  await send(page);
  await expect(page.getByRole("button", { name: "수락" })).toBeVisible();
  await inspect(page, "invitation-member");
  await press(page, "수락");
  await expect(page.getByRole("status")).toContainText("초대를 수락했습니다.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("한국전력KDN");
  await page.goto(link);
  await expect(page.getByRole("button", { name: "수락" })).toHaveCount(0);

  await owner.goto(`/organizations/${kdn.id}/people`);
  await owner.getByRole("link", { name: guest.name }).click();
  await owner.getByRole("checkbox", { name: "부서장" }).check();
  await press(owner, "저장");
  await expect(owner.getByRole("row", { name: guest.id })).toContainText("부서장");
  await inspect(owner, "people");
  await page.goto(`/organizations/${kdn.id}/people`);
  await expect(page.getByRole("row", { name: guest.id })).toContainText("결재자");
});

test("who comes by the code waits for an owner where the company wants it, and whoever leaves is out", async ({
  operator,
  as,
  hires,
  server,
  outbox,
}) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const ownerPerson = await hires(kdn, "박소유", { roles: ["owner"] });
  const owner = await as(ownerPerson);
  await owner.goto(`/organizations/${kdn.id}/settings`);
  await owner.getByLabel("가입 방식").selectOption({ label: "승인 후 가입" });
  await press(owner, "저장");
  await expect(owner.getByRole("status")).toContainText("설정을 저장했습니다.");
  await inspect(owner, "organization-settings");

  const [welcome, unwelcome] = [await newMember(server, outbox, "이사원"), await newMember(server, outbox, "정외부")];
  const [first, second] = [await as(welcome), await as(unwelcome)];
  for (const page of [first, second]) {
    await page.goto("/organizations");
    await press(page, "가입");
    await expect(page.getByLabel("회원사 코드")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("회원사 코드").fill(kdn.code);
    await press(page, "가입");
    await expect(page.getByRole("status")).toContainText("가입을 신청했습니다.");
    await expect(page.getByRole("row", { name: "한국전력KDN" })).toContainText("승인 대기");
  }
  await inspect(first, "organizations-waiting");
  await owner.goto("/notices");
  await owner.getByRole("button", { name: "이사원" }).click();
  await expect(owner.getByRole("row", { name: welcome.id })).toBeVisible();
  await inspect(owner, "people-waiting");
  await owner.getByRole("row", { name: welcome.id }).getByRole("button", { name: "승인" }).click();
  await expect(owner.getByRole("status")).toContainText("가입을 승인했습니다.");
  await owner.goto(`/organizations/${kdn.id}/people?state=pending`);
  await owner.getByRole("row", { name: unwelcome.id }).getByRole("button", { name: "거절" }).click();
  await expect(owner.getByRole("status")).toContainText("가입을 거절했습니다.");
  await second.goto("/organizations");
  await expect(second.getByRole("row", { name: "한국전력KDN" })).toHaveCount(0);
  await second.goto(`/organizations/${kdn.id}`);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("페이지를 찾을 수 없습니다");

  await owner.goto(`/organizations/${kdn.id}/settings`);
  await ask(owner, "회원사 나가기");
  await expect(owner.locator("main")).toContainText("마지막 소유자입니다.");
  await inspect(owner, "organization-leave-refused");
  await owner.goto(`/organizations/${kdn.id}/people`);
  await owner.getByRole("link", { name: welcome.name }).click();
  await owner.locator("main").getByRole("link", { name: "소유자 이전" }).click();
  const dialog = owner.getByRole("dialog", { name: "소유자 이전" });
  await expect(dialog).toContainText("이사원");
  await inspect(owner, "organization-transfer");
  await dialog.getByRole("button", { name: "소유자 이전" }).click();
  await expect(owner.getByRole("status")).toContainText("소유자를 이전했습니다.");
  await owner.goto(`/organizations/${kdn.id}/settings`);
  await ask(owner, "회원사 나가기");
  await expect(owner.getByRole("status")).toContainText("회원사에서 나왔습니다.");
  await owner.goto(`/organizations/${kdn.id}`);
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("페이지를 찾을 수 없습니다");
  await first.goto(`/organizations/${kdn.id}/people`);
  await expect(first.getByRole("row", { name: welcome.id })).toContainText("소유자");
  await expect(first.getByRole("row", { name: ownerPerson.id })).toHaveCount(0);
});
