/** After a live check, the field's mark follows the note: wrong, right, or neither. */
export function live() {
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
