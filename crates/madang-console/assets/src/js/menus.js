/** <details class="menu"> opens by itself; this adds Escape, arrow keys, and closing on a click elsewhere. */
export function menus() {
  document.addEventListener("click", (event) => closeAll(event.target.closest(".menu")));
  document.addEventListener("focusin", (event) => closeAll(event.target.closest(".menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.(".menu");
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      menu.open = true;
      const items = [...menu.querySelectorAll(".menu-item")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = items.indexOf(document.activeElement);
      const next = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
      items[next]?.focus();
    }
  });
}

function closeAll(except) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
