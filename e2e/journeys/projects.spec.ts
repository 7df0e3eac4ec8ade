import { inspect } from "../harness/inspect";
import { expect, test } from "../harness/office";
import { signedIn, somebody } from "../harness/people";

test("a customer of no company applies for a project, and waits for the operators", async ({ page, server, outbox }) => {
  await signedIn(page, server, outbox, somebody("이몽룡"));
  const main = page.locator("main");

  await page.goto("/projects");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("프로젝트 현황(신청)");
  await inspect(page, "projects-none");
  await main.getByRole("button", { name: "승인의뢰" }).click();
  await page.waitForURL("**/orders/*/edit");
  const order = new URL(page.url()).pathname.replace(/\/edit$/, "");
  await main.getByRole("textbox", { name: "프로젝트명" }).fill("한양 과거시험");
  await main.locator("#description").fill("장원급제를 준비합니다.");
  await main.getByRole("button", { name: "임시저장" }).click();
  await page.goto(`${order}/edit`);
  await expect(main.getByRole("textbox", { name: "프로젝트명" })).toHaveValue("한양 과거시험");
  await inspect(page, "order-edit");

  await main.getByRole("button", { name: "신청", exact: true }).last().click();
  await page.waitForURL("**/orders/*/confirm");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("신청확인");
  await expect(main).toContainText("장원급제를 준비합니다.");
  await inspect(page, "order-confirm");
  await main.getByRole("button", { name: "확인", exact: true }).click();
  await page.waitForURL(`**${order}*`);
  await expect(main).toContainText("승인 대기");
  await inspect(page, "order-waiting");
});
