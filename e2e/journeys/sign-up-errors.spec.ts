import { solveCaptcha } from "../harness/captcha";
import { inspect } from "../harness/inspect";
import { agreeToTerms, confirmPhone, fillIn, send, signUp, somebody } from "../harness/people";
import { expect, test } from "../harness/test";

test("nobody goes on without agreeing to the required terms", async ({ page }) => {
  await page.goto("/sign-up");
  await page.locator("input[name=agreed]").first().check();
  await send(page);
  await expect(page).toHaveURL(/\/sign-up$/);
  await expect(page.locator(".field-note.is-error")).toHaveCount(1);
  await expect(page.locator("input[name=agreed]").first()).toBeChecked();
  await inspect(page, "sign-up-terms-refused");
});

test("each field says what is wrong while it is filled in", async ({ page, server, outbox }) => {
  const taken = somebody();
  await signUp(page, server, outbox, taken);
  await agreeToTerms(page);
  const cases: [field: string, text: string, error: string | RegExp][] = [
    ["login_id", "1234", "영문(필수), 숫자 조합으로 5~12자를 입력해 주세요."],
    ["login_id", "123456", "영문(필수), 숫자 조합으로 5~12자를 입력해 주세요."],
    ["login_id", taken.id.toUpperCase(), "이미 사용 중인 아이디입니다."],
    ["password", "onlyletters", "영문, 숫자, 특수문자를 조합하여 8~15자로 입력해 주세요."],
    ["password", "Far2long!Far2long!", "영문, 숫자, 특수문자를 조합하여 8~15자로 입력해 주세요."],
    ["password_confirm", "Another!26", "비밀번호가 서로 다릅니다."],
    ["email", "hong@example", /이메일 주소 형식/],
    ["phone", "02-123-4567", /휴대전화번호 형식/],
    ["landline", "010-1234-5678", /전화번호 형식/],
    ["domain", "not a domain", /도메인 형식/],
    ["ip_count", "11", "1~10 사이의 숫자를 입력해 주세요."],
  ];
  for (const [field, text, error] of cases) {
    await page.locator(`#${field}`).fill(text);
    await page.locator(`#${field}`).blur();
    await expect(page.locator(`#${field}-note .is-error`), `${field}: ${text}`).toHaveText(error);
    await expect(page.locator(`#${field}`)).toHaveAttribute("aria-invalid", "true");
  }
  await page.locator("#name").fill("홍길동");
  await page.locator("#name").fill("");
  await page.locator("#name").blur();
  await expect(page.locator("#name-note .is-error")).toHaveText("필수 입력 항목입니다.");

  await page.locator("#login_id").fill("hong77");
  await page.locator("#email").fill("gildong77@example.com");
  for (const personal of ["hong77!Pass", "gildong77!P"]) {
    await page.locator("#password").fill(personal);
    await page.locator("#password").blur();
    await expect(page.locator("#password-note .is-error")).toHaveText(/포함된 비밀번호/);
  }
  await inspect(page, "sign-up-form-live");
});

test("the server says the same, and nothing typed is lost but the passwords", async ({ page, server, outbox }) => {
  const person = somebody();
  await agreeToTerms(page);
  await send(page);
  for (const field of ["login_id", "password", "name", "email", "phone"]) {
    await expect(page.locator(`#${field}-note .is-error`)).toHaveText("필수 입력 항목입니다.");
  }
  await expect(page.locator("#login_id")).toBeFocused();
  await inspect(page, "sign-up-form-errors");

  await fillIn(page, person);
  await page.locator("#marketing").check();
  await page.locator("#phone").fill(person.phone);
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await expect(page.locator("#phone-note .is-error")).toHaveText("휴대전화 인증을 완료해 주세요.");
  await expect(page.locator("#login_id")).toHaveValue(person.id);
  await expect(page.locator("#name")).toHaveValue(person.name);
  await expect(page.locator("#email")).toHaveValue(person.email);
  await expect(page.locator("#marketing")).toBeChecked();
  await expect(page.locator("#password")).toHaveValue("");

  // A slip elsewhere did not use the captcha up; a wrong answer does.
  await confirmPhone(page, outbox, person.phone);
  await page.locator("#password").fill(person.password);
  await page.locator("#password_confirm").fill(person.password);
  await expect(page.locator("#captcha")).not.toHaveValue("");
  const before = await page.locator("input[name=captcha_id]").inputValue();
  await page.locator("#captcha").fill("000000");
  await send(page);
  await expect(page.locator("#captcha-note .is-error")).toBeVisible();
  await expect(page.locator("#captcha")).toBeFocused();
  const replaced = await page.locator("input[name=captcha_id]").inputValue();
  expect(replaced).not.toBe(before);

  await page.locator("[data-captcha] a").first().click();
  await expect(page.locator("input[name=captcha_id]")).not.toHaveValue(replaced);
  await page.locator("#password").fill(person.password);
  await page.locator("#password_confirm").fill(person.password);
  await page.locator("#captcha").fill(await solveCaptcha(server, page));
  await send(page);
  await expect(page).toHaveURL(/\/sign-up\/done$/);
});

test("a reload and going back lose nothing", async ({ page, outbox }) => {
  const person = somebody();
  await agreeToTerms(page);
  await fillIn(page, person);
  await confirmPhone(page, outbox, person.phone);
  await page.reload();
  await expect(page.locator("#login_id")).toHaveValue(person.id);
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();
  await page.goto("/sign-up");
  await expect(page.locator("input[name=agreed]:not(:checked)")).toHaveCount(0);
  await send(page);
  await expect(page.locator("#email")).toHaveValue(person.email);
  await expect(page.locator("#phone-note .is-ok")).toBeVisible();

  await page.getByRole("button", { name: "취소" }).click();
  await page.goto("/sign-up/form");
  await expect(page).toHaveURL(/\/sign-up$/);
});

test("the captcha can be listened to", async ({ page }) => {
  await agreeToTerms(page);
  const href = await page.locator("[data-captcha-audio]").getAttribute("href");
  const sound = await page.request.get(href ?? "");
  expect(sound.headers()["content-type"]).toBe("audio/wav");
  expect((await sound.body()).subarray(0, 4).toString()).toBe("RIFF");
  await page.locator("[data-captcha-audio]").click();
  await expect(page.locator("[data-captcha] audio")).toHaveCount(1);
});
