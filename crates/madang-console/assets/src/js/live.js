import htmx from "htmx.org/dist/htmx.esm.js";

/**
 * After a live check, the field's mark follows the note: wrong, right, or neither. What comes of it never moves
 * away what somebody is pressing: a note waits until the pointer is up, and one that goes leaves its line.
 */
export function live() {
  let pressed = false;
  let waiting = [];
  const release = () => {
    pressed = false;
    const due = waiting;
    waiting = [];
    // After the click that this belongs to.
    setTimeout(() => due.forEach((swap) => htmx.swap(swap)));
  };
  document.addEventListener("pointerdown", () => (pressed = true), true);
  document.addEventListener("pointerup", release, true);
  document.addEventListener("pointercancel", release, true);
  document.addEventListener("htmx:before:swap", (event) => {
    const swap = event.detail.ctx;
    const note = swap?.target;
    if (!note?.matches?.("[data-note-for]")) return;
    if (pressed) {
      event.preventDefault();
      waiting.push(swap);
    } else if (note.childElementCount > 0) {
      note.classList.add("has-spoken");
    }
  });
  document.addEventListener("htmx:after:process", (event) => {
    const note = event.target.closest?.("[data-note-for]");
    if (note) mark(note);
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const note = event.detail.ctx?.target;
    if (note?.matches?.("[data-note-for]")) mark(note);
  });
}

function mark(note) {
  const input = document.getElementById(note.dataset.noteFor);
  const wrong = note.querySelector(".is-error") !== null;
  input.toggleAttribute("aria-invalid", wrong);
  if (wrong) input.setAttribute("aria-invalid", "true");
  input.closest(".pf-v6-c-form-control")?.classList.toggle("pf-m-error", wrong);
}
