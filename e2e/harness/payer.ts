import { expect, type Page } from "@playwright/test";

/** Cards that the sandbox gateway documents. */
export const CARDS = { good: "4242 4242 4242 4242", declined: "4000 0000 0000 0002", slow: "4000 0000 0000 0028" };

/** 「01 약관 동의」: the first plan, agreed to. */
export async function agree(page: Page, plan: string): Promise<void> {
  const main = page.locator("main");
  await main.getByRole("radio", { name: plan }).check();
  await main.getByRole("checkbox", { name: "상품 약관에 동의합니다." }).check();
  await main.getByRole("button", { name: "다음" }).click();
}

/** Finds an address by a road's name and picks the first one. */
export async function findAddress(page: Page, road: string): Promise<void> {
  const main = page.locator("main");
  await main.locator("#address_search").fill(road);
  await main.locator("#address-find").click();
  await main.locator(".address-pick").first().click();
  await expect(main.locator("#postcode")).not.toHaveValue("");
}

/** 「카드 인증 받기」: goes to the gateway's page. */
export async function toGateway(page: Page): Promise<void> {
  await page.locator("main").getByRole("button", { name: "카드 인증 받기" }).click();
  await page.waitForURL("**/sandbox-gateway/*");
}

/** Types a card on the gateway's page. */
export async function typeCard(page: Page, number: string): Promise<void> {
  await page.locator("#number").fill(number);
  await page.locator("#expiry").fill("12/30");
  await page.locator("#birth").fill("900101");
  await page.getByRole("button", { name: "인증하기" }).click();
}
