// Builds dist/ from src/ and the npm packages: content-hashed names, pre-compressed siblings, manifest.json.
// Exits at once when no input has changed since the last build.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import * as esbuild from "esbuild";
import { iconSprite } from "./build/icons.mjs";
import { pruneCss } from "./build/prune.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
const BUDGET_BYTES = 100 * 1024; // of 120 kB; the page itself may take the rest
const FIRST_LOAD = ["app.css", "app.js", "icons.svg"];
const TARGET = ["chrome120", "firefox121", "safari17"];

const stamp = await inputStamp();
if ((await readOr(join(dist, "stamp"))) === stamp) {
  console.log("assets: up to date");
} else {
  await build();
}

async function build() {
  const staging = join(root, "dist.new");
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });

  const files = [...(await scripts()), ...(await styles()), { logical: "icons.svg", body: await iconSprite(root) }];
  for (const name of await readdir(join(root, "static"))) {
    files.push({ logical: name, body: await readFile(join(root, "static", name)) });
  }

  const manifest = {};
  for (const file of files) {
    const body = Buffer.from(file.body);
    const name = file.hashed ?? hashedName(file.logical, body);
    manifest[file.logical] = name;
    await writeFile(join(staging, name), body);
    if (extname(name) !== ".woff2") {
      const packed = await compress(body);
      await writeFile(join(staging, `${name}.br`), packed.br);
      await writeFile(join(staging, `${name}.gz`), packed.gz);
      file.br = packed.br.length;
      file.gz = packed.gz.length;
    }
  }
  measure(files);

  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(staging, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
  await writeFile(join(staging, "stamp"), stamp);
  await rm(dist, { recursive: true, force: true });
  await rename(staging, dist);
}

async function scripts() {
  const out = await esbuild.build({
    entryPoints: [join(root, "src/js/app.js")],
    bundle: true,
    minify: true,
    format: "esm",
    target: TARGET,
    write: false,
    legalComments: "none",
  });
  return [{ logical: "app.js", body: out.outputFiles[0].contents }];
}

async function styles() {
  const out = await esbuild.build({
    entryPoints: [join(root, "src/css/app.css")],
    bundle: true,
    write: false,
    outdir: join(root, "dist"),
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".svg": "dataurl" },
    legalComments: "none",
  });
  const files = [];
  for (const file of out.outputFiles) {
    const name = basename(file.path);
    if (name === "app.css") {
      const pruned = pruneCss(file.text);
      const { code } = await esbuild.transform(pruned, { loader: "css", minify: true, target: TARGET });
      files.push({ logical: "app.css", body: code });
    } else {
      files.push({ logical: `fonts/${name.replace(/-[A-Z0-9]{8}(?=\.woff2$)/, "")}`, hashed: name, body: file.contents });
    }
  }
  return files;
}

/** Prints what a first visit downloads and fails the build when it is over the budget. */
function measure(files) {
  let br = 0;
  let gz = 0;
  for (const file of files.filter((f) => FIRST_LOAD.includes(f.logical))) {
    br += file.br;
    gz += file.gz;
    console.log(`  ${file.logical.padEnd(10)} ${kib(file.body.length)} raw ${kib(file.br)} br ${kib(file.gz)} gzip`);
  }
  console.log(`assets: first load ${kib(br)} br, ${kib(gz)} gzip, budget ${kib(BUDGET_BYTES)}`);
  if (gz > BUDGET_BYTES) {
    console.error("assets: first load is over the budget; see BUDGET_BYTES in build.mjs");
    process.exit(1);
  }
}

async function compress(body) {
  const br = promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
  const gz = promisify(gzip)(body, { level: 9 });
  return { br: await br, gz: await gz };
}

function hashedName(logical, body) {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const ext = extname(logical);
  return `${basename(logical, ext)}-${hash}${ext}`;
}

/** One digest over every source file and the lock file: the whole of what the result depends on. */
async function inputStamp() {
  const hash = createHash("sha256");
  const inputs = ["build.mjs", "icons.json", "package-lock.json", "build", "src", "static"];
  for (const input of inputs) await addTo(hash, join(root, input));
  return hash.digest("hex");
}

async function addTo(hash, path) {
  let entries;
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (error.code !== "ENOTDIR") throw error;
    hash.update(path.slice(root.length)).update("\0").update(await readFile(path)).update("\0");
    return;
  }
  for (const entry of entries.map((e) => e.name).sort()) await addTo(hash, join(path, entry));
}

async function readOr(path) {
  try {
    return await readFile(path, "utf8");
  } catch {
    return "";
  }
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
