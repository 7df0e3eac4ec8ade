/** A button with data-copy="#id" copies that element's text and says so for a moment. */
export function copy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    const text = source.dataset.secret ?? source.value ?? source.textContent.trim();
    const note = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text);
      note.hidden = false;
      setTimeout(() => (note.hidden = true), 2000);
    } catch {
      // No clipboard on plain http: select it, so that the keyboard can copy.
      source.hidden = false;
      window.getSelection().selectAllChildren(source);
    }
  });
}
