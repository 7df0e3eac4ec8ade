import htmx from "htmx.org/dist/htmx.esm.js";

/**
 * A link with data-dialog="id" opens that <dialog>; without a script it goes to the page of its href.
 * With data-dialog="page" it opens the question that stands on that page.
 * A button with data-dialog="send" sends its form first, and opens the question that this leads to.
 * [data-dialog-close] closes, and a dialog that came open from the server is made modal.
 */
export function dialog() {
  for (const element of document.querySelectorAll("dialog[open][data-modal]")) {
    element.close();
    element.showModal();
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener?.dataset.dialog === "page" && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      ask(opener.href);
      return;
    }
    if (opener?.dataset.dialog === "send") {
      event.preventDefault();
      send(opener);
      return;
    }
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

/** Fetches a page and shows its question as a dialog; anything else that comes back is gone to instead. */
async function ask(href) {
  const page = await fetch(href)
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
    .catch(() => "");
  const question = questionOf(page);
  if (question) open(question);
  else window.location.assign(href);
}

/** Sends the button's form and opens what it leads to; the form is sent as ever where that is no question. */
async function send(button) {
  const form = button.form;
  const page = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .catch(() => "");
  const question = questionOf(page);
  if (!question) {
    button.removeAttribute("data-dialog");
    form.requestSubmit(button);
    return;
  }
  // What was sent counts as written: the form goes on from there when the question is closed.
  const written = question.querySelector("[name=revision]");
  if (written && form.elements.revision) form.elements.revision.value = written.value;
  open(question);
}

function questionOf(page) {
  return new DOMParser().parseFromString(page, "text/html").querySelector(".dialog.is-page");
}

function open(question) {
  const box = document.createElement("dialog");
  box.className = "dialog";
  box.setAttribute("aria-labelledby", question.getAttribute("aria-labelledby"));
  box.append(...question.childNodes);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  htmx.process(box);
  box.showModal();
}

function outside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
