import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const STARTS_WITHIN = 30_000;

/** Settings as `MADANG_*` variables, e.g. `{ SIGN_UP__CODE_SECONDS: "2" }`. */
export type Settings = Record<string, string>;

/** Every journey comes from one network address; what is limited by address is not what they are about. */
const ROOMY: Settings = {
  LIMITS__SMS_PER_ADDRESS: "10000",
  LIMITS__SIGN_UPS_PER_ADDRESS: "10000",
  LIMITS__CAPTCHAS_PER_ADDRESS: "10000",
  LIMITS__FAILURES_PER_ADDRESS: "10000",
};

/** The operator that every server of the harness has. */
export const OPERATOR = { id: "operator1", password: "Journey!2026" };

/** A Madang of its own: its data directory, its port, its process. */
export class Server {
  readonly url: string;
  private output = "";
  private process: ChildProcess;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly settings: Settings,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.process = this.spawn();
  }

  /** Starts on embedded defaults but for `settings`, and waits until it is ready. Has an operator, see `OPERATOR`. */
  static async start(settings: Settings = {}): Promise<Server> {
    const directory = await mkdtemp(join(tmpdir(), "madang-e2e-"));
    const server = new Server(directory, await freePort(), { ...ROOMY, ...settings });
    try {
      await server.ready();
      await server.admin(
        ["create-operator", "--id", OPERATOR.id, "--password-stdin"],
        OPERATOR.password,
      );
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Runs `madang admin …` on this server's data and gives its standard output. */
  admin(args: string[], input = ""): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        binary(),
        ["admin", ...args, "--data-dir", this.directory],
        { env: environment(this.settings), timeout: 20_000, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) =>
          error
            ? reject(new Error(`madang admin ${args[0]} failed: ${stderr || error.message}`))
            : resolve(stdout),
      );
      // A command that ends without reading its input has said why in its own words.
      child.stdin?.on("error", () => {});
      child.stdin?.end(input);
    });
  }

  /** Kills the server without warning and starts it again on the same data. */
  async crash(): Promise<void> {
    await this.end("SIGKILL");
    this.process = this.spawn();
    await this.ready();
  }

  /**
   * Lets the time of every link that was mailed so far run out, in the data itself: the shortest that a setting
   * allows is longer than any journey.
   */
  async expireLinks(): Promise<void> {
    const sql = "UPDATE mail_links SET expires_at = created_at + 1";
    const program = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], 10); db.execute(sys.argv[2]); db.commit()";
    await promisify(execFile)("python3", ["-c", program, join(this.directory, "madang.db"), sql]);
  }

  /** Ends the process and removes the data. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.directory, { recursive: true, force: true });
  }

  /** What the server has written so far, for the report of a failed journey. */
  log(): string {
    return this.output;
  }

  private spawn(): ChildProcess {
    const address = `127.0.0.1:${this.port}`;
    const serve = ["serve", "--dev", "--listen", address, "--data-dir", this.directory];
    // The kernel ends the server when the test runner is gone, however it went.
    const child = spawn("setpriv", ["--pdeathsig", "KILL", binary(), ...serve], {
      env: environment(this.settings),
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (chunk) => (this.output += chunk));
    child.stderr?.on("data", (chunk) => (this.output += chunk));
    return child;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + STARTS_WITHIN;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) {
        throw new Error(`madang ended before it was ready:\n${this.output}`);
      }
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await pause(25);
    }
    throw new Error(`madang was not ready after ${STARTS_WITHIN / 1000} s:\n${this.output}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  }
}

function binary(): string {
  const path = process.env.MADANG_BIN;
  if (!path) {
    throw new Error("MADANG_BIN must name the madang binary to test; `make e2e` sets it");
  }
  return path;
}

/** This process's environment without settings of some other Madang, and with those of this one. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("MADANG_"));
  const own = Object.entries(settings).map(([name, value]) => [`MADANG_${name}`, value]);
  return Object.fromEntries([...inherited, ...own]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
