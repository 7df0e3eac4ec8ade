import { inspect } from "../harness/inspect";
import { agreeIfAsked, expect, openMember, test } from "../harness/office";
import { send, signedIn, signIn, somebody } from "../harness/people";

test("members are asked again when a required document changes", async ({ operator, page, server, outbox }) => {
  test.setTimeout(120_000);
  const person = somebody();
  await signedIn(page, server, outbox, person);

  await operator.goto("/admin/terms");
  await inspect(operator, "admin-terms");
  await operator.getByRole("link", { name: "새 약관" }).click();
  await inspect(operator, "admin-terms-new");
  await operator.goto("/admin/terms/new?kind=privacy");
  const body = operator.getByRole("textbox", { name: "본문 (한국어)" });
  const before = await body.inputValue();
  await body.fill("");
  await operator.getByRole("button", { name: "미리보기" }).click();
  await expect(body).toHaveAttribute("aria-invalid", "true");
  await inspect(operator, "admin-terms-error");
  await body.fill(`바뀐 점\n\n보유 기간을 한 달로 줄였습니다.\n\n${before}`);
  await operator.getByRole("button", { name: "미리보기" }).click();
  await expect(operator.getByRole("alert")).toContainText("모든 회원에게 다시 동의를 받습니다");
  await inspect(operator, "admin-terms-preview");
  await operator.getByRole("button", { name: "고치기" }).click();
  await expect(body).toHaveValue(/한 달로 줄였습니다/);
  await operator.getByRole("button", { name: "미리보기" }).click();
  await operator.getByRole("button", { name: "게시" }).click();
  await operator.waitForURL(/\/terms\/agree/);
  await agreeIfAsked(operator);
  await expect(operator.getByRole("status")).toContainText("새 버전을 게시했습니다.");
  await inspect(operator, "admin-terms-version");

  // Whoever is signed in is asked at once, whoever comes back when they sign in.
  await page.goto("/me/keys");
  await expect(page).toHaveURL(/\/terms\/agree/);
  await page.context().clearCookies();
  await signIn(page, person.id, person.password);
  await expect(page).toHaveURL(/\/terms\/agree/);
  await expect(page.locator("main")).toContainText("한 달로 줄였습니다");
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await inspect(page, "terms-agree-again");
  await page.getByRole("button", { name: "동의하고 계속" }).click();
  await expect(page.locator(".field-note.is-error")).toHaveCount(1);
  await page.goto("/me");
  await expect(page, "nothing else can be done first").toHaveURL(/\/terms\/agree\?next=/);
  await page.getByRole("checkbox").check();
  await send(page);
  await expect(page).toHaveURL(`${server.url}/me`);

  await page.goto("/me/consents");
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(3);
  await openMember(operator, person.id);
  await expect(operator.getByRole("table", { name: "약관 동의 이력" }).locator("tbody tr")).toHaveCount(3);
});

test("what was in force can still be read", async ({ operator, page }) => {
  await operator.goto("/admin/terms/new?kind=membership");
  const body = operator.getByRole("textbox", { name: "본문 (한국어)" });
  await body.fill(`부칙을 더했습니다.\n\n${await body.inputValue()}`);
  await operator.getByRole("button", { name: "미리보기" }).click();
  await operator.getByRole("button", { name: "게시" }).click();
  await operator.waitForURL(/\/terms\/agree/);

  await page.goto("/terms/membership");
  await expect(page.getByRole("article")).toContainText("부칙을 더했습니다.");
  const versions = page.getByRole("navigation", { name: "시행 이력" });
  await expect(versions.getByRole("link")).toHaveCount(2);
  await expect(versions.getByRole("link", { name: "시행 중" })).toHaveAttribute("aria-current", "page");
  await inspect(page, "terms");
  await versions.getByRole("link", { name: "제1판" }).click();
  await expect(page.getByRole("alert")).toContainText("지금은 시행하지 않습니다");
  await expect(page.getByRole("article")).not.toContainText("부칙을 더했습니다.");
  await inspect(page, "terms-past");
  await page.getByRole("link", { name: "시행 중인 약관 보기" }).click();
  await expect(page.getByRole("article")).toContainText("부칙을 더했습니다.");
});
