import { inspect } from "../harness/inspect";
import { act, expect, openMember, test } from "../harness/office";
import { join, send, signedIn, signIn, signUp, somebody } from "../harness/people";

test("an operator finds a new member and has the verification mail sent again", async ({ operator, page, server, outbox }) => {
  const person = somebody("성춘향");
  await signUp(page, server, outbox, person);
  const first = await outbox.link(person.email);

  await operator.goto("/admin");
  await expect(operator.locator("main").getByRole("link", { name: person.id })).toBeVisible();
  await inspect(operator, "admin");
  await operator.getByRole("link", { name: "회원", exact: true }).click();
  const members = operator.getByRole("table", { name: "회원" });
  await expect(members.getByRole("row", { name: person.id })).toContainText("메일 인증 전");
  await inspect(operator, "admin-members");
  for (const wanted of [person.id, person.id.slice(0, 6), person.name, person.email, person.phone, person.phone.slice(-4)]) {
    await operator.getByRole("searchbox").fill(wanted);
    await operator.getByRole("searchbox").press("Enter");
    await expect(operator).toHaveURL(new RegExp(`q=${encodeURIComponent(wanted)}&`));
    await expect(members.getByRole("link", { name: person.id }), wanted).toBeVisible();
  }
  await operator.getByRole("searchbox").fill("nobodyatall");
  await operator.getByRole("searchbox").press("Enter");
  await expect(members).toHaveCount(0);
  await inspect(operator, "admin-members-none");

  await openMember(operator, person.id);
  const main = operator.locator("main");
  for (const seen of ["메일 인증 전", person.name, person.email, person.phone]) {
    await expect(main).toContainText(seen);
  }
  const consents = operator.getByRole("table", { name: "약관 동의 이력" });
  await expect(consents.locator("tbody tr")).toHaveCount(2);
  await inspect(operator, "admin-member-unverified");
  await act(operator, "인증 메일 재발송", "재발송");
  await expect(operator.getByRole("status")).toContainText("인증 메일을 다시 보냈습니다.");

  await page.goto(first);
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("회원가입을 완료하지 못했습니다");
  await page.goto(await outbox.link(person.email));
  await send(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await operator.reload();
  await expect(main).toContainText("정상");
  await expect(main.getByRole("link", { name: "인증 메일 재발송" })).toHaveCount(0);
  await inspect(operator, "admin-member");
});

test("an operator suspends a member, who is told why, and lets them in again", async ({ operator, page, server, outbox }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  await openMember(operator, person.id);
  await operator.getByRole("link", { name: "이용 정지" }).click();
  const dialog = operator.getByRole("dialog", { name: "이용 정지" });
  await expect(dialog.getByRole("textbox", { name: "사유" })).toBeVisible();
  await inspect(operator, "admin-member-suspend");
  await dialog.getByRole("button", { name: "이용 정지" }).click();
  await expect(operator.getByRole("textbox", { name: "사유" })).toHaveAttribute("aria-invalid", "true");
  await inspect(operator, "admin-member-suspend-error");
  await operator.getByRole("textbox", { name: "사유" }).fill("요금이 세 달 밀렸습니다.");
  await operator.getByRole("button", { name: "이용 정지" }).click();
  await expect(operator.getByRole("status")).toContainText("이용을 정지했습니다.");
  await expect(operator.locator("main")).toContainText("요금이 세 달 밀렸습니다.");
  await inspect(operator, "admin-member-suspended");

  await page.goto("/me");
  await expect(page, "the session has ended").toHaveURL(/\/sign-in/);
  await signIn(page, person.id, person.password);
  await expect(page.getByRole("alert")).toContainText("요금이 세 달 밀렸습니다.");
  await inspect(page, "sign-in-suspended");
  await signIn(page, person.id, "Wrong!2026");
  await expect(page.locator("main"), "told only with the right password").not.toContainText("요금이 세 달 밀렸습니다.");

  await act(operator, "이용 재개");
  await expect(operator.getByRole("status")).toContainText("이용을 재개했습니다.");
  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
});

test("an operator lets a member in who has tried too often", async ({ operator, page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  await expect(async () => {
    await signIn(page, person.id, "Wrong!2026");
    await expect(page.locator("#captcha")).toBeVisible({ timeout: 100 });
  }).toPass();

  await openMember(operator, person.id);
  // Which of the two it is depends on how long ago the last try was.
  await expect(operator.locator("main")).toContainText(/자동 입력 방지 문자 요구 중|까지 대기/);
  await operator.getByRole("link", { name: "로그인 제한 해제" }).click();
  await inspect(operator, "admin-member-unlock");
  await operator.getByRole("dialog").getByRole("button", { name: "제한 해제" }).click();
  await expect(operator.getByRole("status")).toContainText("로그인 제한을 해제했습니다.");

  await signIn(page, person.id, person.password);
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
});

test("an operator ends a password, and the member sets another by mail", async ({ operator, page, server, outbox }) => {
  const person = somebody();
  await signedIn(page, server, outbox, person);
  await openMember(operator, person.id);
  await operator.getByRole("link", { name: "비밀번호 만료" }).click();
  await inspect(operator, "admin-member-expire-password");
  await operator.getByRole("dialog").getByRole("button", { name: "비밀번호 만료" }).click();
  await expect(operator.getByRole("status")).toContainText("비밀번호를 만료시키고 재설정 메일을 보냈습니다.");
  await expect(operator.locator("main")).toContainText("새로 정해야 함");

  await page.goto("/me");
  await expect(page, "the session has ended").toHaveURL(/\/sign-in/);
  await signIn(page, person.id, person.password);
  await expect(page.getByRole("alert")).toContainText("비밀번호");
  await expect(page.locator(".masthead-name")).toHaveCount(0);
  await inspect(page, "sign-in-password-expired");

  await page.goto(await outbox.link(person.email));
  await page.locator("#password").fill("Renewed!2026");
  await page.locator("#password_confirm").fill("Renewed!2026");
  await send(page);
  await signIn(page, person.id, "Renewed!2026");
  await expect(page.locator(".masthead-name")).toHaveText(person.name);
});
