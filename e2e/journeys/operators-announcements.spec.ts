import { inspect } from "../harness/inspect";
import { expect, test } from "../harness/office";
import { signedIn, somebody } from "../harness/people";

test("an announcement is seen by everyone until it is withdrawn", async ({ operator, page, server, outbox, browser }) => {
  test.setTimeout(120_000);
  await signedIn(page, server, outbox, somebody());
  const title = "11월 28일 02시 정기 점검";

  await operator.goto("/admin/announcements");
  await inspect(operator, "admin-announcements-none");
  await operator.getByRole("link", { name: "공지 등록" }).click();
  await inspect(operator, "admin-announcement-new");
  await operator.getByRole("button", { name: "등록" }).click();
  await expect(operator.getByRole("textbox", { name: "제목 (한국어)" })).toHaveAttribute("aria-invalid", "true");
  await operator.getByRole("radio", { name: "주의" }).check();
  await operator.getByRole("textbox", { name: "제목 (한국어)" }).fill(title);
  await operator.getByRole("textbox", { name: "본문 (한국어)" }).fill("02시부터 04시까지 콘솔을 쓸 수 없습니다.\n\n실행 중인 서버는 그대로 동작합니다.");
  await operator.getByRole("textbox", { name: "제목 (영어)" }).fill("Maintenance, 28 November, 2 a.m.");
  await inspect(operator, "admin-announcement-error");
  await operator.getByRole("textbox", { name: "본문 (영어)" }).fill("The console is unavailable from 2 to 4 a.m.");
  await operator.getByRole("button", { name: "등록" }).click();
  await expect(operator.getByRole("status")).toContainText("공지를 등록했습니다.");
  await inspect(operator, "admin-announcement");
  const address = operator.url().split("?")[0] ?? "";

  await page.goto("/");
  await expect(page.locator("main").getByRole("link", { name: title })).toBeVisible();
  await expect(page.getByRole("region", { name: "공지", exact: true })).toContainText(title);
  await inspect(page, "home-member-announcement");
  const stranger = await browser.newPage({ baseURL: server.url, locale: "ko-KR" });
  await stranger.goto("/");
  await expect(stranger.getByRole("region", { name: "공지", exact: true })).toContainText(title);
  await inspect(stranger, "home-visitor-announcement");
  await stranger.goto("/announcements");
  await inspect(stranger, "announcements");
  await stranger.locator("main").getByRole("link", { name: title }).click();
  await expect(stranger.locator("main")).toContainText("실행 중인 서버는 그대로 동작합니다.");
  await inspect(stranger, "announcement");

  await operator.goto("/admin/announcements");
  await expect(operator.getByRole("row", { name: title })).toContainText("게시 중");
  await inspect(operator, "admin-announcements");
  await operator.goto(address);
  await operator.getByRole("link", { name: "내리기" }).click();
  const dialog = operator.getByRole("dialog", { name: "공지 내리기" });
  await expect(dialog).toBeVisible();
  await inspect(operator, "admin-announcement-withdraw");
  await dialog.getByRole("button", { name: "내리기" }).click();
  await expect(operator.getByRole("status")).toContainText("공지를 내렸습니다.");

  for (const reader of [page, stranger]) {
    await reader.goto("/");
    await expect(reader.getByText(title)).toHaveCount(0);
  }
  await stranger.close();
});
