import { inspect } from "../harness/inspect";
import { expect, openMember, test } from "../harness/office";
import { join, somebody } from "../harness/people";
import { OPERATOR } from "../harness/server";

test("an operator reads what was sent", async ({ operator, page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  await operator.goto("/outbox");
  await inspect(operator, "outbox");
  await operator.getByRole("searchbox").fill(person.email);
  await operator.getByRole("searchbox").press("Enter");
  const messages = operator.getByRole("table", { name: "발송함" });
  await expect(messages.locator("tbody tr")).toHaveCount(1);
  await expect(messages).toContainText(person.email);
  await messages.getByRole("link").click();
  await expect(operator.locator("main")).toContainText("회원가입 완료하러 가기");
  await expect(operator.locator("main")).toContainText(person.name);
  await inspect(operator, "outbox-mail");
  await operator.getByRole("link", { name: "회원 보기" }).click();
  await expect(operator.getByRole("heading", { level: 1 })).toHaveText(person.id);

  await operator.goto(`/outbox?q=${person.phone}`);
  await messages.getByRole("link").click();
  await expect(operator.locator("main")).toContainText(person.phone);
  await inspect(operator, "outbox-sms");
  await operator.goto("/outbox?q=nobody@example.com");
  await expect(messages).toHaveCount(0);
  await inspect(operator, "outbox-none");
});

test("an operator finds what a member did, and what was done to them", async ({ operator, page, server, outbox }) => {
  const person = somebody();
  await join(page, server, outbox, person);
  await openMember(operator, person.id);
  await operator.getByRole("link", { name: "감사 로그 보기" }).click();
  const entries = operator.getByRole("table", { name: "감사 로그" });
  await expect(entries.getByRole("rowheader")).toHaveText(["메일 인증", "회원가입"]);
  await inspect(operator, "audit-member");
  await entries.locator("summary").first().click();
  await expect(entries).toContainText("members.verify_email");
  await inspect(operator, "audit-entry");

  await operator.goto("/admin/audit");
  await inspect(operator, "audit");
  // Nobody has signed in yet when they sign in: whom it was about says who it was.
  await operator.getByLabel("누가", { exact: true }).fill("visitor");
  await operator.getByLabel("대상", { exact: true }).fill(OPERATOR.id);
  await operator.getByLabel("작업", { exact: true }).fill("members.sign_in");
  await operator.getByRole("button", { name: "검색" }).click();
  await expect(entries.getByRole("rowheader").first()).toHaveText("로그인");
  await expect(entries.locator("tbody")).not.toContainText(person.id);
  await operator.getByRole("link", { name: "전체 보기" }).click();
  await operator.getByRole("button", { name: "무결성 검증" }).click();
  await expect(operator.getByRole("status")).toContainText("모두 온전합니다");
  await inspect(operator, "audit-verified");
});

test("an operator looks after the jobs", async ({ operator, page, server, outbox }) => {
  await join(page, server, outbox, somebody());
  await operator.goto("/admin/jobs");
  const jobs = operator.getByRole("table", { name: "작업", exact: true });
  await expect(jobs.getByRole("row", { name: "메일·문자 발송" }).first()).toContainText("완료");
  await expect(operator.locator("main")).toContainText("만료된 자료 지우기");
  await inspect(operator, "jobs");
  await jobs.getByRole("link").first().click();
  await expect(operator.locator("main")).toContainText("완료");
  await inspect(operator, "job");
  await operator.goto("/admin/jobs");
  await operator.locator("main").getByRole("link", { name: "실패" }).click();
  await expect(jobs).toHaveCount(0);
  await inspect(operator, "jobs-none");
});
