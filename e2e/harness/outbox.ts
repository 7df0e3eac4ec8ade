import { setTimeout as pause } from "node:timers/promises";

import type { Server } from "./server";

/** One message as `madang admin outbox --json` tells it, newest last. */
export interface Sent {
  id: string;
  channel: "mail" | "sms";
  to?: string;
  subject?: string;
  text: string;
  created_at: string;
}

const ARRIVES_WITHIN = 10_000;

/** Reads what one server has sent, the way a member reads mail and SMS. */
export class Outbox {
  /** Messages that a journey has already read; each is read once, as a person would. */
  private readonly read = new Set<string>();

  constructor(private readonly server: Server) {}

  /** All messages to this address or number, oldest first. */
  async to(recipient: string): Promise<Sent[]> {
    const all: Sent[] = JSON.parse(await this.server.admin(["outbox", "--json"]));
    const wanted = plain(recipient);
    return all
      // The text of a message is forgotten when its member leaves, and with it whom it was for.
      .filter((message) => message.to !== undefined && plain(message.to) === wanted)
      .sort((a, b) => a.created_at.localeCompare(b.created_at));
  }

  /** The next message that this journey has not read yet; waits for it to be sent. */
  async next(channel: Sent["channel"], recipient: string): Promise<Sent> {
    const deadline = Date.now() + ARRIVES_WITHIN;
    for (;;) {
      const fresh = (await this.to(recipient)).find(
        (message) => message.channel === channel && !this.read.has(message.id),
      );
      if (fresh) {
        this.read.add(fresh.id);
        return fresh;
      }
      if (Date.now() > deadline) {
        throw new Error(`no new ${channel} to ${recipient} after ${ARRIVES_WITHIN / 1000} s`);
      }
      await pause(50);
    }
  }

  /** The 6 digits in the next SMS to this number. */
  async code(phone: string): Promise<string> {
    const { text } = await this.next("sms", phone);
    const code = text.match(/(?<!\d)\d{6}(?!\d)/);
    if (!code) {
      throw new Error(`no 6-digit code in the SMS: ${text}`);
    }
    return code[0];
  }

  /** The link in the next mail to this address. */
  async link(address: string): Promise<string> {
    const { text } = await this.next("mail", address);
    const link = text.match(/https?:\/\/[^\s<>"]+/);
    if (!link) {
      throw new Error(`no link in the mail: ${text}`);
    }
    return link[0];
  }
}

/** Numbers are compared without hyphens, addresses without regard to case. */
function plain(recipient: string): string {
  return recipient.includes("@") ? recipient.toLowerCase() : recipient.replace(/\D/g, "");
}
