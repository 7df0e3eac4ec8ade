/** A button with data-reveal="id" shows or hides what is typed in that password field, or a hidden secret. */
export function reveal() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (!button) return;
    const target = document.getElementById(button.dataset.reveal);
    const show = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(show));
    if (target instanceof HTMLInputElement) {
      target.type = show ? "text" : "password";
    } else {
      target.textContent = show ? target.dataset.secret : target.dataset.mask;
    }
  });
}
