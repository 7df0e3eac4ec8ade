/** What was done is told once: `?done=` leaves the address, so that a reload does not tell it again. */
export function done() {
  const url = new URL(window.location.href);
  if (!url.searchParams.has("done")) return;
  url.searchParams.delete("done");
  window.history.replaceState(window.history.state, "", url);
}
