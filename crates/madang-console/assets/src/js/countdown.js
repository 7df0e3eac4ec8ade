/**
 * An element with data-countdown="seconds" counts down to 00:00 in its <strong>.
 * At the end it shows [data-countdown-over] of the same field and disables [data-countdown-input].
 */
export function countdown(root) {
  for (const element of root.querySelectorAll?.("[data-countdown]:not([data-counting])") ?? []) {
    element.dataset.counting = "true";
    const end = performance.now() + Number(element.dataset.countdown) * 1000;
    tick(element, end);
  }
}

function tick(element, end) {
  if (!element.isConnected) return;
  const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  element.querySelector("strong").textContent = `${pad(Math.floor(left / 60))}:${pad(left % 60)}`;
  element.classList.toggle("is-soon", left > 0 && left <= 30);
  if (left > 0) {
    setTimeout(() => tick(element, end), 250);
    return;
  }
  element.classList.add("is-over");
  const field = element.closest("[data-countdown-field]") ?? element.parentElement;
  for (const note of field.querySelectorAll("[data-countdown-over]")) note.hidden = false;
  for (const input of field.querySelectorAll("[data-countdown-input]")) input.disabled = true;
}

function pad(number) {
  return String(number).padStart(2, "0");
}
