/**
 * A link with data-dialog="id" opens that <dialog>; without a script it goes to the page of its href.
 * [data-dialog-close] closes, and a dialog that came open from the server is made modal.
 */
export function dialog() {
  for (const element of document.querySelectorAll("dialog[open][data-modal]")) {
    element.close();
    element.showModal();
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const target = opener && document.getElementById(opener.dataset.dialog);
    if (target) {
      event.preventDefault();
      target.showModal();
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    const open = closer?.closest("dialog");
    if (open) {
      event.preventDefault();
      open.close();
    } else if (event.target instanceof HTMLDialogElement && event.target.open && outside(event)) {
      event.target.close();
    }
  });
}

function outside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
