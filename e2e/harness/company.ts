import { expect, type Page } from "@playwright/test";

import { newMember } from "./members";
import { test as office } from "./office";
import type { Outbox } from "./outbox";
import { signIn, type Person } from "./people";
import type { Server } from "./server";
import { watch } from "./test";

/**
 * Journeys of several people: `as` gives each of them a browser of their own that has signed in, `hires` makes
 * members of a company.
 */
export const test = office.extend<{
  as: (person: Person) => Promise<Page>;
  hires: (company: Company, name: string, place?: Place) => Promise<Person>;
}>({
  as: async ({ browser, server, viewport }, use) => {
    const open: { page: Page; errors: string[] }[] = [];
    await use(async (person) => {
      const context = await browser.newContext({
        baseURL: server.url,
        locale: "ko-KR",
        timezoneId: "Asia/Seoul",
        reducedMotion: "reduce",
        viewport,
      });
      const page = await context.newPage();
      open.push({ page, errors: watch(page) });
      await signIn(page, person.id, person.password);
      await expect(page.locator(".masthead-name")).toHaveText(person.name);
      return page;
    });
    for (const { page, errors } of open) {
      await page.context().close();
      expect(errors, "errors that the pages reported").toEqual([]);
    }
  },
  hires: async ({ operator, server, outbox }, use) => {
    await use((company, name, place) => hire(operator, server, outbox, company, name, place));
  },
});

/** A company as an operator registered it. */
export interface Company {
  id: string;
  code: string;
  name: string;
}

/** What somebody is in a company. */
export interface Place {
  department?: string;
  head?: boolean;
  roles?: string[];
}

let registered = 0;

/** A code that no other company has. */
export function aCode(): string {
  registered += 1;
  return `T${process.pid.toString(36)}-${registered.toString(36)}`.toUpperCase();
}

/** Has the operator register a company; whoever comes with its code is in at once. */
export async function company(operator: Page, name = "한국전력KDN"): Promise<Company> {
  const code = aCode();
  await operator.goto("/admin/organizations/new");
  const answer = await post(operator, "/admin/organizations/new", { code, name, joining: "open", owner: "" });
  return { id: lastPart(answer), code, name };
}

/** Has the operator add a department to a company; its id. */
export async function department(operator: Page, { id }: Company, name: string, parent = ""): Promise<string> {
  const list = `/organizations/${id}/departments`;
  await operator.goto(list);
  await post(operator, list, { name, parent });
  await operator.goto(list);
  return lastPart((await operator.locator("tbody th").getByRole("link", { name }).last().getAttribute("href")) ?? "");
}

async function hire(
  operator: Page,
  server: Server,
  outbox: Outbox,
  { id, code }: Company,
  name: string,
  { department = "", head = false, roles = ["developer"] }: Place = {},
): Promise<Person> {
  const person = await newMember(server, outbox, name, code);
  await operator.goto(`/organizations/${id}/people`);
  const link = operator.getByRole("row", { name: person.id }).getByRole("link");
  const to = (await link.getAttribute("href")) ?? "";
  await post(operator, to, { department, ...(head ? { head: "true" } : {}), roles });
  return person;
}

/**
 * Sends what a form of the page would, without filling it in: for what a journey needs and is not about. Where
 * it leads.
 */
export async function post(page: Page, path: string, fields: Record<string, string | string[]>): Promise<string> {
  const csrf = await page.locator("input[name=csrf]").first().inputValue();
  const pairs = Object.entries({ csrf, ...fields }).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  // Sent by the page, which has the session's cookie.
  const answer = await page.evaluate(
    async ([path, pairs]) => {
      const answer = await fetch(path, { method: "POST", body: new URLSearchParams(pairs) });
      return { ok: answer.ok && answer.redirected, status: answer.status, url: answer.url };
    },
    [path, pairs] as const,
  );
  if (!answer.ok) {
    throw new Error(`POST ${path} answered ${answer.status}`);
  }
  return new URL(answer.url).pathname;
}

/** The last part of a path: the id of what it is about. */
function lastPart(path: string): string {
  return path.split("/").at(-1)!;
}

export { expect };
