import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as solid from "@fortawesome/free-solid-svg-icons";

/** One SVG of `<symbol>`s; a page shows one with `<use href="…#name">`. icons.json maps our names to Font Awesome's. */
export async function iconSprite(root) {
  const names = JSON.parse(await readFile(join(root, "icons.json"), "utf8"));
  const byName = new Map(Object.values(solid).filter((i) => i?.iconName).map((i) => [i.iconName, i.icon]));
  const symbols = Object.entries(names).map(([ours, theirs]) => {
    const icon = byName.get(theirs);
    if (!icon) throw new Error(`icons.json: no such icon: ${theirs}`);
    const [width, height, , , path] = icon;
    // Every symbol is square, so that icons line up whatever their own width is.
    const side = Math.max(width, height);
    const box = [(width - side) / 2, (height - side) / 2, side, side].join(" ");
    return `<symbol id="${ours}" viewBox="${box}"><path fill="currentColor" d="${[path].flat().join(" ")}"/></symbol>`;
  });
  const notice = "<!-- Font Awesome Free, CC BY 4.0, fontawesome.com/license/free -->";
  return `<svg xmlns="http://www.w3.org/2000/svg">${notice}${symbols.join("")}</svg>\n`;
}
