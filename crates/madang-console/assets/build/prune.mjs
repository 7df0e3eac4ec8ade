import postcss from "postcss";

// PatternFly ships themes and per-breakpoint variants that no page of ours uses.
const UNUSED = [
  /\.pf-v6-theme-(felt|high-contrast|glass|redhat)/,
  /\.pf-v6-m-dir-rtl/,
  /\.pf-m-[\w-]+-on-(sm|md|lg|xl|2xl|3xl|width-[\w-]+|height-[\w-]+)\b/,
  /\.pf-m-grid-(lg|xl|2xl)\b/,
  /\.pf-m-(inset|horizontal|compact|expandable)-(sm|md|lg|xl|2xl)\b/,
  /\.pf-v6-c-table\.pf-m-tree-view/,
  /\.ws-|\.pf-v6-m-legacy-font/,
];
const DARK = ".pf-v6-theme-dark";

/**
 * Removes what no page can reach, and lets the operating system's dark preference work without a script:
 * each dark rule is repeated under `prefers-color-scheme: dark` for pages whose theme is automatic.
 */
export function pruneCss(css) {
  const sheet = postcss.parse(css);
  dropUnusedSelectors(sheet);
  followSystemTheme(sheet);
  dropUnusedProperties(sheet);
  sheet.walkAtRules((rule) => {
    if (rule.nodes && rule.nodes.length === 0) rule.remove();
  });
  sheet.walkComments((comment) => comment.remove());
  return sheet.toString();
}

function dropUnusedSelectors(sheet) {
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((s) => !UNUSED.some((pattern) => pattern.test(s)));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
}

function followSystemTheme(sheet) {
  sheet.walkRules((rule) => {
    if (!rule.selector.includes(DARK) || rule.parent.name === "keyframes") return;
    const copy = rule.clone({ selectors: rule.selectors.filter((s) => s.includes(DARK)).map((s) => s.replaceAll(DARK, ".theme-auto")) });
    rule.after(postcss.atRule({ name: "media", params: "(prefers-color-scheme: dark)", nodes: [copy] }));
  });
}

/** Drops custom properties that nothing reads, again and again, since one may be read only by another dropped one. */
function dropUnusedProperties(sheet) {
  for (;;) {
    const read = new Set();
    sheet.walkDecls((decl) => {
      for (const [, name] of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
    });
    let dropped = 0;
    sheet.walkDecls(/^--/, (decl) => {
      if (read.has(decl.prop)) return;
      const rule = decl.parent;
      decl.remove();
      dropped += 1;
      if (rule.nodes.length === 0) rule.remove();
    });
    if (dropped === 0) return;
  }
}
