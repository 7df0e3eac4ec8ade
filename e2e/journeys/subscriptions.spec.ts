import { readFile } from "node:fs/promises";

import { inspect } from "../harness/inspect";
import { expect, test } from "../harness/office";
import { send, signedIn, somebody } from "../harness/people";
import { agree, CARDS, findAddress, toGateway, typeCard } from "../harness/payer";

test("a person subscribes with a card, takes a second product, and gives the first one up", async ({ page, server, outbox }) => {
  const person = somebody("성춘향");
  await signedIn(page, server, outbox, person);
  const main = page.locator("main");

  await page.goto("/products/devpack");
  await main.getByRole("link", { name: "상품 신청" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("진행하시겠습니까?");
  await inspect(page, "subscribe-start");
  await dialog.getByRole("link", { name: "확인" }).click();
  await page.waitForURL("**/subscribe/devpack?**");
  await main.getByRole("button", { name: "다음" }).click();
  await expect(main.locator("#agree-note")).toBeVisible();
  await inspect(page, "subscribe-terms");
  await agree(page, "Starter");

  await page.waitForURL("**/billing/setup?**");
  await expect(main.locator("#login_id")).toHaveValue(person.id);
  await inspect(page, "billing-person");
  await findAddress(page, "테헤란로");
  await main.getByRole("button", { name: "다음" }).click();
  await expect(main).toContainText("카드 인증을 받아야");
  await toGateway(page);
  await inspect(page, "sandbox-card");
  await typeCard(page, CARDS.declined);
  await expect(main).toContainText("4회 더 실패하면");
  await inspect(page, "billing-declined");
  await main.getByRole("link", { name: "결제 정보로 돌아가기" }).click();
  await toGateway(page);
  await typeCard(page, "5555 5555 5555 4444");
  await expect(page.getByRole("alert")).toBeVisible();
  await typeCard(page, CARDS.good);
  await page.waitForURL("**/billing/setup?**");
  await expect(main).toContainText("**** 4242");
  await main.getByRole("button", { name: "다음" }).click();

  await page.waitForURL("**/subscribe/devpack/confirm?**");
  await expect(main).toContainText("해당 서비스를 신청하시겠습니까?");
  await inspect(page, "subscribe-confirm");
  await main.getByRole("button", { name: "확인" }).click();
  await page.waitForURL("**/subscribe/devpack/done?**");
  await expect(main).toContainText("신청이 완료되었습니다.");
  await inspect(page, "subscribe-done");
  await page.goto("/products/devpack");
  await expect(main.getByRole("link", { name: "서비스 이용" })).toBeVisible();
  await expect(main.getByRole("link", { name: "상품 신청" })).toBeHidden();
  await inspect(page, "product-running");

  // The next one asks for no payment data any more.
  await page.goto("/products/cloud-server");
  await main.getByRole("link", { name: "상품 신청" }).click();
  await page.waitForURL("**/subscribe/cloud-server?**");
  await main.getByRole("checkbox", { name: "상품 약관에 동의합니다." }).check();
  await main.getByRole("button", { name: "다음" }).click();
  await page.waitForURL("**/subscribe/cloud-server/confirm?**");
  await main.getByRole("button", { name: "확인" }).click();
  await expect(main).toContainText("신청이 완료되었습니다.");
  await page.goto("/subscriptions");
  await expect(main.getByRole("row")).toHaveCount(3);
  await inspect(page, "subscriptions");

  await main.getByRole("link", { name: "devpack" }).click();
  await inspect(page, "subscription");
  await main.getByRole("link", { name: "상품 해지" }).click();
  await expect(main).toContainText("바로 해지할 수 있습니다.");
  await inspect(page, "subscription-exit");
  const saved = page.waitForEvent("download");
  await main.getByRole("link", { name: "이용 내역 내려받기" }).click();
  const file = JSON.parse(await readFile(await (await saved).path(), "utf8"));
  expect(JSON.stringify(file)).toContain("devpack");
  await main.getByRole("link", { name: "상품 해지" }).click();
  await dialog.getByRole("button", { name: "상품 해지" }).click();
  await expect(main).toContainText("상품을 해지했습니다.");
  await inspect(page, "subscription-closed");
  await page.goto("/products/devpack");
  await expect(main.getByRole("link", { name: "상품 신청" })).toBeVisible();
});

test("a company subscribes with tax invoices and a promotion code", async ({ page, operator, server, outbox }) => {
  const staff = operator.locator("main");
  await operator.goto("/admin/promotions/new");
  await staff.locator("#offering").selectOption({ label: "devpack" });
  await staff.getByRole("button", { name: "다음" }).click();
  await staff.locator("#name").fill("가을 행사");
  await staff.locator("#value").fill("30");
  await staff.locator("#months").fill("2");
  await staff.locator("#quantity").fill("5");
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await staff.locator("#expires_at").fill(`${soon}T23:59`);
  await inspect(operator, "promotions-new");
  await send(operator);
  await expect(staff).toContainText("프로모션 코드를 만들었습니다.");
  const saved = operator.waitForEvent("download");
  await staff.getByRole("button", { name: "코드 내보내기" }).click();
  const [, code] = (await readFile(await (await saved).path(), "utf8")).split("\r\n");
  await operator.reload();
  await expect(staff.getByRole("button", { name: "코드 내보내기" })).toBeHidden();

  await signedIn(page, server, outbox, somebody("김담당"));
  const main = page.locator("main");
  await page.goto("/subscribe/devpack");
  await agree(page, "Standard");
  await page.waitForURL("**/billing/setup?**");
  await main.getByRole("radio", { name: "기업" }).check();
  await inspect(page, "billing-company");
  await main.locator("#company_name").fill("(주)마당상사");
  await main.locator("#business_number").fill("1248100999");
  await main.locator("#corporate_number").fill("1301110006246");
  await main.getByRole("button", { name: "다음" }).click();
  await expect(main.locator("#business_number-note")).toBeVisible();
  await inspect(page, "billing-company-wrong");
  await main.locator("#business_number").fill("1248100998");
  await main.getByRole("button", { name: "다음" }).click();

  await page.waitForURL("**/subscribe/devpack/confirm?**");
  await main.locator("#promotion").fill("AAAA-AAAA-AAAA");
  await main.getByRole("button", { name: "적용" }).click();
  await expect(main).toContainText("사용할 수 없는 프로모션 코드입니다.");
  await main.locator("#promotion").fill(code ?? "");
  await main.getByRole("button", { name: "적용" }).click();
  await expect(main).toContainText("월 기본 요금 30% 할인, 2개월");
  await inspect(page, "subscribe-promotion");
  await main.getByRole("button", { name: "확인" }).click();
  await expect(main).toContainText("신청이 완료되었습니다.");
  await operator.reload();
  await expect(staff).toContainText("1 / 5");
  await inspect(operator, "promotion");
  await operator.goto("/admin/promotions");
  await inspect(operator, "promotions");
});

test("five declined cards lock the check until an operator resets it", async ({ page, operator, server, outbox }) => {
  const person = somebody("변학도");
  await signedIn(page, server, outbox, person);
  const main = page.locator("main");
  await page.goto("/subscribe/workspace");
  await agree(page, "Basic");
  await page.waitForURL("**/billing/setup?**");
  await findAddress(page, "테헤란로");
  for (const left of [4, 3, 2, 1]) {
    await toGateway(page);
    await typeCard(page, CARDS.declined);
    await expect(main).toContainText(`${left}회 더 실패하면`);
    await main.getByRole("link", { name: "결제 정보로 돌아가기" }).click();
  }
  await toGateway(page);
  await typeCard(page, CARDS.declined);
  await expect(main).toContainText("더이상 인증이 불가");
  await page.goto("/billing/setup");
  await expect(main.getByRole("button", { name: "카드 인증 받기" })).toBeHidden();
  await inspect(page, "billing-locked");

  const staff = operator.locator("main");
  await operator.goto("/admin/billing?state=locked");
  await inspect(operator, "billing-admin");
  await staff.getByRole("link", { name: person.name }).first().click();
  await staff.locator("#reason").fill("카드사에 확인했습니다.");
  await inspect(operator, "billing-admin-one");
  await staff.getByRole("button", { name: "인증 실패 초기화" }).click();
  await page.goto("/billing/setup");
  await toGateway(page);
  await typeCard(page, CARDS.slow);
  await expect(main).toContainText("확인하고 있습니다");
  await expect(async () => {
    await main.getByRole("link", { name: "결과 다시 확인" }).click();
    await expect(main).toContainText("**** 0028", { timeout: 1000 });
  }).toPass();
});
