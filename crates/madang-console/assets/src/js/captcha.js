/** The speaker plays the audio in place, and a picture that htmx has renewed voids what was typed for the old one. */
export function captcha() {
  document.addEventListener("click", (event) => {
    const play = event.target.closest("[data-captcha-audio]");
    if (!play) return;
    event.preventDefault();
    const box = play.closest("[data-captcha]");
    const audio = box.querySelector("audio") ?? box.appendChild(document.createElement("audio"));
    audio.src = play.href;
    // Where the browser will not play, the link still gives the file.
    audio.play().catch(() => window.location.assign(play.href));
    answerOf(box)?.focus();
  });
  document.addEventListener("htmx:after:process", (event) => {
    if (!event.target.matches?.("[data-captcha]")) return;
    const answer = answerOf(event.target);
    if (answer) {
      answer.value = "";
      answer.focus();
    }
  });
}

function answerOf(box) {
  return box.closest("form")?.querySelector("[data-captcha-answer]");
}
