/** A form that comes back with errors begins at the first of them, however far down it is. */
export function invalid() {
  document.querySelector('main [aria-invalid="true"]')?.focus();
}
