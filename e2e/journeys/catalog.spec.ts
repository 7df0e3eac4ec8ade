import { inspect } from "../harness/inspect";
import { expect, test } from "../harness/office";
import { send } from "../harness/people";

test("a visitor compares plans and reckons what a month would cost", async ({ page }) => {
  await page.goto("/products");
  const main = page.locator("main");
  for (const name of ["Cloud Server", "devpack", "Container", "Workspace"]) {
    await expect(main).toContainText(name);
  }
  await inspect(page, "products");

  await main.getByRole("link", { name: "devpack" }).first().click();
  await expect(main).toContainText("기본 운영 체제");
  await main.locator("#plan").selectOption({ index: 1 });
  await main.getByRole("button", { name: "계산", exact: true }).click();
  await expect(main.getByRole("table", { name: "예상 요금" })).toContainText("총 예상 요금");
  await inspect(page, "product-estimate");

  await main.getByRole("link", { name: "상품 약관" }).click();
  await inspect(page, "product-terms");
  await page.goto("/products/devpack");
  await main.getByRole("link", { name: "상품 신청" }).click();
  await page.waitForURL("**/sign-in?**");
});

test("an operator publishes a product of their own, and announces a higher price", async ({ operator, page }) => {
  const main = operator.locator("main");
  await operator.goto("/admin/catalog");
  await inspect(operator, "catalog");
  await main.getByRole("link", { name: "상품 등록" }).click();
  await main.locator("#code").fill("log-service");
  await main.locator("#product").selectOption({ label: "앱 플랫폼" });
  await main.locator("#category").selectOption({ index: 1 });
  await main.locator("#name_ko").fill("로그 분석");
  await main.locator("#name_en").fill("Log analysis");
  await main.locator("#summary_ko").fill("로그를 모아 찾아봅니다.");
  await main.locator("#summary_en").fill("Collect and search logs.");
  await main.locator("#description_ko").fill("앱의 로그를 한곳에 모아 찾아봅니다.");
  await main.locator("#description_en").fill("All logs of your apps in one place.");
  await inspect(operator, "catalog-new");
  await send(operator);
  await operator.waitForURL("**/admin/catalog/*");
  const offering = new URL(operator.url()).pathname;

  await main.getByRole("link", { name: "플랜 추가" }).click();
  await main.locator("#code").fill("basic");
  await main.locator("#name_ko").fill("기본");
  await main.locator("#name_en").fill("Basic");
  await inspect(operator, "catalog-plan");
  await send(operator);
  await operator.goto(`${offering}/prices`);
  await main.locator("#price").fill("10000");
  await send(operator);
  await expect(main.locator("table")).toContainText("10,000원");
  await inspect(operator, "catalog-prices");
  await operator.goto(`${offering}/terms`);
  await main.locator("#title_ko").fill("로그 분석 약관");
  await main.locator("#title_en").fill("Terms of log analysis");
  await main.locator("#body_ko").fill("로그는 30일 동안 보관합니다.");
  await main.locator("#body_en").fill("Logs are kept for 30 days.");
  await send(operator);

  await operator.goto(`${offering}/preview`);
  await expect(main).toContainText("게시하면 이렇게 보입니다.");
  expect((await page.goto("/products/log-service"))?.status(), "a draft is nobody's").toBe(404);
  await operator.goto(offering);
  await operator.getByRole("button", { name: "게시", exact: true }).click();
  await expect(main).toContainText("게시했습니다.");
  await inspect(operator, "catalog-product");
  await page.goto("/products/log-service");
  await expect(page.locator("main")).toContainText("10,000원");

  await operator.goto(`${offering}/prices`);
  await main.locator("#price").fill("12000");
  const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await main.locator("#since").fill(`${soon}T00:00`);
  await send(operator);
  await page.goto("/products/log-service");
  await expect(page.locator("main")).toContainText("12,000원으로 바뀝니다.");
  await expect(page.locator("main").locator(".plan-price")).toHaveText("10,000원");

  await operator.goto(`${offering}/retire`);
  await operator.getByRole("button", { name: "판매 종료" }).click();
  await page.goto("/products");
  await expect(page.locator("main")).not.toContainText("로그 분석");
});
