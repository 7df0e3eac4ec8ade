import type { Locator, Page } from "@playwright/test";

import { company, department, expect, test, type Company } from "../harness/company";
import { inspect } from "../harness/inspect";
import { send } from "../harness/people";

/** Waits until what was typed is kept: the card beside the form says so. */
async function autosaved(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith("/autosave"));
  await act();
  expect((await answered).status()).toBe(200);
  await expect(page.locator("#order-summary")).toContainText("자동으로 저장했습니다.");
}

/** Presses a button that leads to another page, and waits for that. */
async function press(button: Locator): Promise<void> {
  const page = button.page();
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
  await button.click();
  await answered;
  await page.waitForLoadState();
}

const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true });

/** Begins an application for a project of the company, and fills it in. Its address. */
async function draft(page: Page, { id }: Company, name: string): Promise<string> {
  await page.goto(`/projects?organization=${id}`);
  await button(page, "승인의뢰").click();
  await page.waitForURL("**/orders/*/edit");
  await page.getByLabel("프로젝트명").fill(name);
  await autosaved(page, () => page.locator("#description").fill(`${name} 프로젝트입니다.`));
  return new URL(page.url()).pathname.replace(/\/edit$/, "");
}

/** 「신청」, the approver where one is to be picked, 「확인」. */
async function apply(page: Page, approver?: string): Promise<void> {
  await press(button(page, "신청").last());
  if (approver) {
    await page.getByRole("radio", { name: approver }).check();
    await press(button(page, "확인"));
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("신청확인");
  await press(button(page, "확인"));
  await expect(page.getByRole("status").first()).toContainText("승인의뢰했습니다.");
}

/** Decides on the order whose page is open. */
async function decide(page: Page, decision: "승인" | "반려" | "거절", comment = ""): Promise<void> {
  const form = page.locator("#decide");
  await form.getByLabel("의견").fill(comment);
  await press(form.getByRole("button", { name: decision, exact: true }));
}

test("an employee applies for a project as the guide says; it is returned, applied for again, and made", async ({
  operator,
  as,
  hires,
  outbox,
  page: visitor,
}) => {
  test.setTimeout(180_000);
  const kdn = await company(operator);
  const team = await department(operator, kdn, "클라우드사업부");
  const head = await hires(kdn, "김부장", { department: team, head: true });
  const employee = await hires(kdn, "이대리", { department: team });
  const page = await as(employee);

  // 1. 프로젝트 › 프로젝트 현황(신청)에서 「승인의뢰」
  await page.goto("/");
  const menu = page.locator("header");
  await menu.locator("summary", { hasText: "프로젝트" }).click();
  await menu.getByRole("link", { name: "프로젝트 현황(신청)" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("프로젝트 현황(신청)");
  await button(page, "승인의뢰").click();
  await page.waitForURL("**/orders/*/edit");
  const order = new URL(page.url()).pathname.replace(/\/edit$/, "");

  // 2. 회원사/담당조직/신청자는 채워져 있고, 사용 가능 클러스터가 보인다.
  const main = page.locator("main");
  for (const filled of ["한국전력KDN", "클라우드사업부", "이대리"]) {
    await expect(main).toContainText(filled);
  }
  await expect(main.getByRole("group", { name: "사용 가능 클러스터" }).getByRole("checkbox", { name: "local" })).toBeChecked();
  await press(button(page, "신청").last());
  await expect(page.getByLabel("프로젝트명")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#description")).toHaveAttribute("aria-invalid", "true");
  await inspect(page, "application-errors");
  await page.getByLabel("프로젝트명").fill("전력 수요 예측");
  await autosaved(page, () => page.locator("#description").fill("지역별 수요를 예측합니다.\n두 번째 줄입니다."));
  await page.reload();
  await expect(page.getByLabel("프로젝트명")).toHaveValue("전력 수요 예측");
  await expect(page.locator("#description")).toHaveValue("지역별 수요를 예측합니다.\n두 번째 줄입니다.");
  await page.getByLabel("vCPU(개)").fill("1");
  await press(button(page, "임시저장"));
  await expect(page.locator("#order-summary")).toContainText("임시저장했습니다.");
  await expect(page.getByLabel("vCPU(개)")).toHaveValue("1");
  await page.goto("/orders");
  await expect(page.getByRole("row", { name: "전력 수요 예측" })).toContainText("임시저장");
  await page.goto(`${order}/edit`);

  // 첨부파일: what can't be attached is refused beside the field, and nothing typed is lost.
  const files = page.locator("#files");
  await files.getByLabel("파일 선택").setInputFiles({ name: "setup.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\u0000") });
  await press(files.getByRole("button", { name: "첨부", exact: true }));
  await expect(page.getByLabel("파일 선택")).toHaveAttribute("aria-invalid", "true");
  await inspect(page, "application-file-refused");
  await page.goto(`${order}/edit`);
  for (const name of ["근거 자료.csv", "잘못 올린 것.txt"]) {
    await files.getByLabel("파일 선택").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from("지역,수요\n나주,15\n") });
    await press(files.getByRole("button", { name: "첨부", exact: true }));
    await expect(files.getByRole("link", { name })).toBeVisible();
  }
  await press(files.getByRole("button", { name: "잘못 올린 것.txt 삭제" }));
  await expect(files.getByRole("link")).toHaveText(["근거 자료.csv"]);
  await inspect(page, "application");

  // 3.–5. 「신청」, 🔍, 「확인」
  await button(page, "결재자 찾기").click();
  const dialog = page.getByRole("dialog", { name: "결재자 지정" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("searchbox", { name: "이름이나 아이디로 찾기" }).fill("김부");
  await expect(dialog.getByRole("radio")).toHaveCount(1);
  await inspect(page, "application-approver");
  await dialog.getByRole("radio", { name: "김부장" }).check();
  await press(dialog.getByRole("button", { name: "확인", exact: true }));

  // 6. 신청확인 「확인」
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("신청확인");
  for (const entered of ["한국전력KDN", "클라우드사업부", "이대리", "전력 수요 예측", "두 번째 줄입니다.", "local", "김부장"]) {
    await expect(main).toContainText(entered);
  }
  await inspect(page, "application-confirm");
  await press(button(page, "확인"));
  await expect(main).toContainText("김부장의 결재를");
  await expect(main).toContainText("승인 대기");
  await inspect(page, "application-waiting");

  // The mail leads the head through the sign-in to the decision.
  await visitor.goto(await outbox.link(head.email));
  await expect(visitor).toHaveURL(/\/sign-in/);
  await visitor.locator("#login_id").fill(head.id);
  await visitor.locator("#password").fill(head.password);
  await send(visitor);
  await expect(visitor).toHaveURL(new RegExp(`${order}$`));
  await inspect(visitor, "application-decide");
  const [download] = await Promise.all([
    visitor.waitForEvent("download"),
    visitor.getByRole("link", { name: "근거 자료.csv" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("근거 자료.csv");
  await decide(visitor, "반려");
  await expect(visitor.getByLabel("의견")).toHaveAttribute("aria-invalid", "true");
  await decide(visitor, "반려", "디스크 용량의 근거를 적어 주세요.");
  await expect(visitor.getByRole("status").first()).toContainText("반려했습니다.");
  await visitor.goto(order);
  await expect(visitor.getByText("신청자가 내용을 고쳐 다시 신청할 수 있습니다.")).toBeVisible();

  await page.goto(await outbox.link(employee.email));
  await expect(main).toContainText("디스크 용량의 근거를 적어 주세요.");
  await inspect(page, "application-returned");
  await main.getByRole("link", { name: "작성하기" }).click();
  await expect(main).toContainText("디스크 용량의 근거를 적어 주세요.");
  await autosaved(page, () => page.locator("#description").fill("지역별 수요를 예측합니다. 1년치 자료가 15 GiB입니다."));
  await apply(page);

  await visitor.goto("/approvals");
  await visitor.locator("main").getByRole("link", { name: "전력 수요 예측" }).click();
  await expect(visitor.locator("main")).toContainText("1년치 자료가 15 GiB입니다.");
  await decide(visitor, "승인", "확인했습니다.");
  await expect(visitor.getByRole("status").first()).toContainText("승인했습니다.");
  await visitor.goto("/approvals/decided");
  await expect(visitor.getByRole("row", { name: "전력 수요 예측" }).first()).toContainText("승인");
  await inspect(visitor, "approvals-decided");

  await operator.goto("/approvals");
  await operator.locator("main").getByRole("link", { name: "전력 수요 예측" }).click();
  await decide(operator, "승인");

  // 신청 현황 › 프로젝트: process and contents
  await expect(async () => {
    await page.goto(order);
    await expect(main).toContainText("모두 처리되었습니다.", { timeout: 100 });
  }).toPass({ intervals: [100] });
  for (const told of ["승인의뢰", "김부장", "확인했습니다.", "전력 수요 예측", "1년치 자료가 15 GiB입니다.", "디스크 용량의 근거를 적어 주세요."]) {
    await expect(main).toContainText(told);
  }
  await inspect(page, "application-timeline");
  await menu.locator("summary", { hasText: "신청 현황" }).click();
  await menu.getByRole("link", { name: "프로젝트", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("프로젝트 신청 현황");
  await expect(page.getByRole("row", { name: "전력 수요 예측" })).toContainText("완료");
  await inspect(page, "orders");
  await page.goto("/projects");
  await expect(page.getByRole("row", { name: "전력 수요 예측" })).toContainText("이용 중");
  await inspect(page, "projects");
  await main.getByRole("link", { name: "전력 수요 예측" }).click();
  await expect(main).toContainText("local");
  await expect(main.getByRole("listitem").filter({ hasText: "vCPU" })).toContainText("0 / 1");
  await inspect(page, "project");
});

test("an applicant takes an application back, changes it, and cancels another", async ({ operator, as, hires }) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const approver = await hires(kdn, "박결재", { roles: ["approver"] });
  const page = await as(await hires(kdn, "이대리"));
  const main = page.locator("main");
  const order = await draft(page, kdn, "설비 점검");
  await apply(page, "박결재");
  await main.getByRole("link", { name: "회수" }).click();
  const dialog = page.getByRole("dialog", { name: "신청을 회수할까요?" });
  await expect(dialog).toContainText("예약된 할당량이 반환됩니다.");
  await inspect(page, "application-withdraw");
  await press(dialog.getByRole("button", { name: "회수" }));
  await expect(page.getByRole("status").first()).toContainText("신청을 회수했습니다.");
  await inspect(page, "application-withdrawn");
  const inbox = await as(approver);
  await inbox.goto("/approvals");
  await expect(inbox.locator("main")).toContainText("결재할 신청이 없습니다");
  await inspect(inbox, "approvals-none");
  await inbox.goto(order);
  await expect(inbox.locator("#decide")).toHaveCount(0);

  await main.getByRole("link", { name: "작성하기" }).click();
  await autosaved(page, () => page.getByLabel("프로젝트명").fill("설비 점검 2차"));
  await apply(page);
  await inbox.goto("/approvals");
  await expect(inbox.getByRole("row", { name: "설비 점검 2차" })).toBeVisible();

  // The back button after submitting shows the order, and nothing is submitted again.
  await page.goBack();
  await page.goto(`${order}/confirm`);
  await expect(page).toHaveURL(new RegExp(`${order}$`));

  const other = await draft(page, kdn, "필요 없는 신청");
  await page.goto(other);
  await main.getByRole("link", { name: "신청 취소" }).click();
  const question = page.getByRole("dialog", { name: "신청을 취소할까요?" });
  await expect(question).toBeVisible();
  await press(question.getByRole("button", { name: "신청 취소" }));
  await expect(page.getByRole("status").first()).toContainText("신청을 취소했습니다.");
  await expect(main.getByRole("link", { name: "작성하기" })).toHaveCount(0);
});

test("an application for more than the company may have is refused at the form", async ({ operator, as, hires }) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  await hires(kdn, "박결재", { roles: ["approver"] });
  const page = await as(await hires(kdn, "이대리"));
  await operator.goto(`/admin/organizations/${kdn.id}`);
  await operator.getByLabel("vCPU", { exact: true }).fill("-1");
  await press(button(operator, "한도 저장"));
  await expect(operator.getByLabel("vCPU", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await operator.getByLabel("vCPU", { exact: true }).fill("3");
  await press(button(operator, "한도 저장"));
  await expect(operator.getByRole("status")).toContainText("할당량 한도를 저장했습니다.");
  const order = await draft(page, kdn, "너무 큰 신청");
  await page.getByLabel("vCPU(개)").fill("영");
  await press(button(page, "신청").last());
  await expect(page.getByLabel("vCPU(개)")).toHaveAttribute("aria-invalid", "true");
  await autosaved(page, () => page.getByLabel("vCPU(개)").fill("4"));
  await expect(page.locator("#order-summary")).toContainText("0 → 4 / 3");
  await expect(page.locator("#order-summary")).toContainText("남은 할당량이 부족합니다.");
  await inspect(page, "application-over-quota");
  await press(button(page, "신청").last());
  await page.getByRole("radio", { name: "박결재" }).check();
  await press(button(page, "확인"));
  await press(button(page, "확인"));
  await expect(page.getByRole("alert").first()).toContainText("vCPU");
  await inspect(page, "application-over-quota-refused");
  await page.goto(`${order}/edit`);
  await autosaved(page, () => page.getByLabel("vCPU(개)").fill("3"));
  await apply(page);
});

test("a substitute decides in the head's stead, several at once; of two who decide at once, one does", async ({
  operator,
  as,
  hires,
}) => {
  test.setTimeout(180_000);
  const kdn = await company(operator);
  const team = await department(operator, kdn, "클라우드사업부");
  const away = await hires(kdn, "김부장", { department: team, head: true });
  const standIn = await hires(kdn, "박차장", { department: team });
  const head = await as(away);
  await head.goto("/me/substitutes");
  await press(button(head, "대결자 지정"));
  await expect(head.getByLabel("대결자 아이디")).toHaveAttribute("aria-invalid", "true");
  await inspect(head, "substitutes-errors");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(new Date());
  await head.getByLabel("회원사").selectOption({ label: kdn.name });
  await head.getByLabel("대결자 아이디").fill(standIn.id);
  await head.getByLabel("시작일").fill(today);
  await head.getByLabel("종료일").fill(today);
  await press(button(head, "대결자 지정"));
  await expect(head.getByRole("row", { name: "박차장" })).toContainText("적용 중");
  await inspect(head, "substitutes");

  const page = await as(await hires(kdn, "이대리", { department: team }));
  const orders: string[] = [];
  for (const name of ["첫째 신청", "둘째 신청", "셋째 신청"]) {
    orders.push(await draft(page, kdn, name));
    await apply(page, "김부장");
  }
  const [first, second, third] = orders as [string, string, string];
  const substitute = await as(standIn);
  await substitute.goto(third);
  await expect(substitute.locator("#decide")).toContainText("김부장 님 대결");
  await inspect(substitute, "application-decide-instead");
  await head.goto(third);
  await Promise.all([decide(head, "승인"), decide(substitute, "반려", "조금 더 적어 주세요.")]);
  const told = [head, substitute].filter((one) => !one.url().includes("/approvals"));
  expect(told).toHaveLength(1);
  await expect(told[0]!.getByRole("alert").first()).toContainText("다른 결재자가 먼저 처리했습니다.");
  await expect(told[0]!.getByRole("heading", { level: 1 })).toHaveText("셋째 신청");
  await inspect(told[0]!, "application-decided-meanwhile");

  await substitute.goto("/approvals");
  await expect(substitute.getByRole("row", { name: "첫째 신청" })).toContainText("김부장 님 대결");
  await inspect(substitute, "approvals");
  await press(button(substitute, "승인"));
  await expect(substitute.getByRole("alert")).toContainText("결재할 신청을 선택해 주세요.");
  await inspect(substitute, "approvals-errors");
  await substitute.getByRole("checkbox", { name: "첫째 신청 선택" }).check();
  await substitute.getByRole("checkbox", { name: "둘째 신청 선택" }).check();
  await page.goto(`${second}/withdraw`);
  await press(button(page, "회수"));
  await press(button(substitute, "승인"));
  await expect(substitute.getByRole("alert")).toContainText("1건을 처리하고 1건은 처리하지 못했습니다.");
  await expect(substitute.getByRole("alert")).toContainText("둘째 신청: 현재 상태(회수)에서는");
  await inspect(substitute, "approvals-some");
  await page.goto(first);
  await expect(page.locator("#timeline")).toContainText("박차장(김부장 대결)");
  await inspect(page, "application-instead");

  // A tab that has been open since before the withdrawal decides on nothing.
  await head.goto("/me/substitutes");
  await press(button(head, "대결 종료"));
  await expect(head.getByRole("status")).toContainText("대결을 종료했습니다.");
  await substitute.goto(second);
  await expect(substitute.locator("#decide")).toHaveCount(0);
});
