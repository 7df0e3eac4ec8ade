/** In a field with data-enter="id" the Enter key presses that button instead of sending the form. */
export function enter() {
  document.addEventListener("keydown", (event) => {
    const id = event.target.dataset?.enter;
    if (event.key !== "Enter" || event.isComposing || !id) return;
    event.preventDefault();
    document.getElementById(id)?.click();
  });
}
