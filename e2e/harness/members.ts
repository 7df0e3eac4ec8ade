import type { Outbox } from "./outbox";
import { somebody, type Person } from "./people";
import type { Server } from "./server";

/**
 * Makes somebody a member by the API, for journeys that sign-up is not about. With `code` they come into that
 * company while they are at it.
 */
export async function newMember(server: Server, outbox: Outbox, name: string, code = ""): Promise<Person> {
  const person = somebody(name);
  const terms = await call<{ items: { id: string }[] }>(server, "GET", "/terms");
  const { token } = await call<{ token: string }>(server, "POST", "/sign-ups", { terms: terms.items.map(({ id }) => id) });
  const step = <T>(path: string, body: object) => call<T>(server, "POST", `/sign-ups/current${path}`, body, token);
  await step("/phone/code", { phone: person.phone });
  await step("/phone/confirm", { code: await outbox.code(person.phone) });
  const captcha = await call<{ id: string }>(server, "POST", "/captchas");
  await step("/complete", {
    login_id: person.id,
    password: person.password,
    name,
    email: person.email,
    phone: person.phone,
    organization_code: code,
    captcha_id: captcha.id,
    captcha: (await server.admin(["captcha-answer", "--id", captcha.id])).trim(),
  });
  const link = new URL(await outbox.link(person.email));
  await call(server, "POST", "/sign-ups/verify", { token: link.searchParams.get("token") });
  return person;
}

async function call<T>(server: Server, method: string, path: string, body?: object, token = ""): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token ? { "sign-up-token": token } : {}) },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  }
  return (text ? JSON.parse(text) : undefined) as T;
}
