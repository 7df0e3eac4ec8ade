import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server as Http } from "node:http";
import type { AddressInfo } from "node:net";

import type { Page } from "@playwright/test";

import { company, expect, test as base } from "../harness/company";
import { inspect } from "../harness/inspect";
import { send } from "../harness/people";
import { Server } from "../harness/server";

/** What a program of the company's received. */
interface Call {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program of the company's, which answers as it is told. */
class Receiver {
  readonly calls: Call[] = [];
  answers = 200;

  private constructor(private readonly http: Http) {}

  static async start(): Promise<Receiver> {
    const http = createServer();
    const receiver = new Receiver(http);
    http.on("request", (request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        receiver.calls.push({ headers: request.headers, body });
        response.writeHead(receiver.answers).end();
      });
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/hook`;
  }

  stop(): Promise<unknown> {
    this.http.closeAllConnections();
    return new Promise((resolve) => this.http.close(resolve));
  }
}

/** These journeys' programs listen on this machine, where only such servers send to. */
const test = base.extend<{ receiver: Receiver }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start({ WEBHOOKS__ALLOW_PRIVATE: "true" });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  receiver: async ({}, use) => {
    const receiver = await Receiver.start();
    await use(receiver);
    await receiver.stop();
  },
});

/** Looks at the page again until it says so. */
async function until(page: Page, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await look();
  }).toPass({ intervals: [100], timeout: 20_000 });
}

test("an owner has events sent to a program, which can check who signed them", async ({ operator, as, hires, receiver }) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const owner = await as(await hires(kdn, "박소유", { roles: ["owner"] }));
  const main = owner.locator("main");
  await owner.goto(`/organizations/${kdn.id}`);
  await owner.getByRole("link", { name: "웹훅" }).click();
  await inspect(owner, "webhooks-none");
  await main.getByRole("link", { name: "웹훅 추가" }).click();
  await owner.getByLabel("받을 주소").fill("ftp://example.com/hook");
  await send(owner);
  await expect(owner.getByLabel("이름")).toHaveAttribute("aria-invalid", "true");
  await expect(owner.getByLabel("받을 주소")).toHaveAttribute("aria-invalid", "true");
  await inspect(owner, "webhook-errors");
  await owner.getByLabel("이름").fill("배포 서버");
  await owner.getByLabel("받을 주소").fill(receiver.address);
  await send(owner);
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("웹훅이 추가되었습니다");
  const secret = await owner.locator("#secret").innerText();
  expect(secret).toMatch(/^whsec_/);
  await inspect(owner, "webhook-secret");
  await main.getByRole("link", { name: "보관했습니다" }).click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("배포 서버");
  await expect(main).not.toContainText(secret);

  await main.getByRole("button", { name: "시험 전송" }).click();
  await expect(owner.getByRole("status")).toContainText("시험 이벤트를 전송합니다.");
  const deliveries = owner.getByRole("table", { name: "전송 내역" });
  await until(owner, () => expect(deliveries.locator("tbody tr").first()).toContainText("전송됨", { timeout: 200 }));
  expect(receiver.calls).toHaveLength(1);
  const { headers, body } = receiver.calls[0]!;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  await inspect(owner, "webhook");

  receiver.answers = 500;
  await main.getByRole("button", { name: "시험 전송" }).click();
  await until(owner, () => expect(deliveries.locator("tbody tr").first()).toContainText("500", { timeout: 200 }));
  await inspect(owner, "webhook-failing");
  receiver.answers = 200;
  const before = receiver.calls.length;
  await deliveries.locator("tbody tr").last().getByRole("button", { name: "다시 보내기" }).click();
  await expect(owner.getByRole("status")).toContainText("이벤트를 다시 보냅니다.");
  await expect.poll(() => receiver.calls.length).toBeGreaterThan(before);

  await main.getByRole("link", { name: "비밀값 재발급" }).click();
  const dialog = owner.getByRole("dialog", { name: "비밀값 재발급" });
  await expect(dialog).toBeVisible();
  await inspect(owner, "webhook-rotate");
  await dialog.getByRole("button", { name: "비밀값 재발급" }).click();
  await expect(owner.locator("#secret")).not.toHaveText(secret);
  await main.getByRole("link", { name: "보관했습니다" }).click();
  await main.getByRole("button", { name: "멈추기" }).click();
  await expect(main).toContainText("멈춤");
  await main.getByRole("button", { name: "다시 켜기" }).click();
  await expect(owner.getByRole("status")).toContainText("웹훅을 다시 켰습니다.");
  await owner.goto(`/organizations/${kdn.id}/webhooks`);
  await inspect(owner, "webhooks");

  // What happens in the company is sent too: somebody comes in by the code.
  const known = receiver.calls.length;
  await hires(kdn, "이대리");
  await expect.poll(() => receiver.calls.slice(known).map((call) => JSON.parse(call.body).type)).toContain("membership.joined");
  expect(receiver.calls.map((call) => call.body).join()).not.toContain("이대리");
});

test("the bell tells what is new, and settings say by which way", async ({ operator, as, hires }) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const person = await hires(kdn, "박소유", { roles: ["owner"] });
  const owner = await as(person);
  const bell = owner.locator("header").getByRole("link", { name: "알림" });
  await expect(bell).toContainText("알림, 읽지 않음");
  await bell.click();
  await expect(owner.getByRole("heading", { level: 1 })).toHaveText("알림");
  await inspect(owner, "notices");
  await owner.locator(".notices").getByRole("button").first().click();
  await expect(owner).not.toHaveURL(/\/notices/);
  await owner.goto("/notices");
  const all = owner.getByRole("button", { name: "모두 읽음으로 표시" });
  if (await all.count()) {
    await all.click();
    await expect(owner.getByRole("status")).toContainText("모두 읽음으로 표시했습니다.");
  }
  await owner.getByRole("link", { name: "읽지 않음", exact: true }).click();
  await expect(owner.locator("main")).toContainText("알림이 없습니다");
  await expect(bell).not.toContainText("읽지 않음");
  await inspect(owner, "notices-none");

  await owner.goto("/me/notices");
  await expect(owner.getByRole("checkbox", { name: "결재 요청: 콘솔" })).toBeDisabled();
  await owner.getByRole("checkbox", { name: "회원사 가입: 메일" }).check();
  await owner.getByRole("checkbox", { name: "회원사 가입: 콘솔" }).uncheck();
  await send(owner);
  await expect(owner.getByRole("status")).toContainText("알림 설정을 저장했습니다.");
  await expect(owner.getByRole("checkbox", { name: "회원사 가입: 메일" })).toBeChecked();
  await expect(owner.getByRole("checkbox", { name: "회원사 가입: 콘솔" })).not.toBeChecked();
  await inspect(owner, "notice-settings");
});

test("an operator sets an approval policy, tries it out, and looks after holidays", async ({ operator, hires }) => {
  test.setTimeout(120_000);
  const kdn = await company(operator);
  const owner = await hires(kdn, "박소유", { roles: ["owner"] });
  const applicant = await hires(kdn, "이대리");
  const main = operator.locator("main");
  await operator.goto("/admin/policies");
  await main.getByRole("link", { name: "정책 등록" }).click();
  await operator.getByLabel("회원사 코드").fill("NOBODYS-1");
  await operator.getByLabel("독촉까지 업무 시간").fill("0");
  await send(operator);
  for (const label of ["회원사 코드", "독촉까지 업무 시간"]) {
    await expect(operator.getByLabel(label), label).toHaveAttribute("aria-invalid", "true");
  }
  await inspect(operator, "admin-policy-errors");
  await operator.getByLabel("회원사 코드").fill(kdn.code);
  await operator.getByLabel("독촉까지 업무 시간").fill("9");
  await operator.getByLabel("1단계").selectOption({ label: "지정 결재자" });
  await operator.getByLabel("지정 결재자 아이디").first().fill(owner.id);
  await operator.getByLabel("필요 인원").first().fill("1");
  await operator.getByLabel("변경 사유").fill("대표가 먼저 봅니다.");
  await send(operator);
  await expect(operator.getByRole("status")).toContainText("정책을 적용했습니다.");
  await operator.goto("/admin/policies");
  await inspect(operator, "admin-policies");
  await main.getByRole("row", { name: "한국전력KDN" }).last().getByRole("link").click();
  await operator.getByLabel("회원사 코드").fill(kdn.code);
  await operator.getByLabel("신청자 아이디").fill("nobodyhere");
  await main.getByRole("button", { name: "결재 경로 미리 보기" }).click();
  await expect(operator.getByLabel("신청자 아이디")).toHaveAttribute("aria-invalid", "true");
  await operator.getByLabel("신청자 아이디").fill(applicant.id);
  await main.getByRole("button", { name: "결재 경로 미리 보기" }).click();
  await expect(main.getByRole("listitem").filter({ hasText: "박소유" })).toBeVisible();
  await inspect(operator, "admin-policy");

  await operator.goto("/admin/holidays?year=2030");
  await operator.getByLabel("이름(한국어)").fill("창립기념일");
  await main.getByRole("button", { name: "휴일 등록" }).click();
  await expect(operator.getByLabel("날짜")).toHaveAttribute("aria-invalid", "true");
  await expect(operator.getByLabel("이름(영어)")).toHaveAttribute("aria-invalid", "true");
  await inspect(operator, "admin-holidays-errors");
  const day = `2031-07-${String(1 + Math.floor(Math.random() * 28)).padStart(2, "0")}`;
  await operator.getByLabel("날짜").fill(day);
  await operator.getByLabel("이름(영어)").fill("Founding day");
  await main.getByRole("button", { name: "휴일 등록" }).click();
  await expect(operator.getByRole("status")).toContainText("휴일을 등록했습니다.");
  await operator.goto("/admin/holidays?year=2031");
  await operator.getByRole("row", { name: day }).getByRole("button", { name: "삭제" }).click();
  await expect(operator.getByRole("status")).toContainText("휴일을 삭제했습니다.");
  await expect(operator.getByRole("row", { name: day })).toHaveCount(0);
  await operator.goto("/admin/holidays");
  await inspect(operator, "admin-holidays");
});
