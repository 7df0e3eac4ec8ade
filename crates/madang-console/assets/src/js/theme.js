const CLASSES = { auto: "theme-auto", light: "theme-light", dark: "pf-v6-theme-dark" };

/** Switches the theme in place; without a script the same form posts and the page comes back in the new theme. */
export function theme() {
  document.addEventListener("submit", (event) => {
    const choice = event.submitter?.name === "theme" && event.submitter.value;
    if (!choice || !(choice in CLASSES)) return;
    event.preventDefault();
    document.documentElement.classList.remove(...Object.values(CLASSES));
    document.documentElement.classList.add(CLASSES[choice]);
    document.cookie = `__Host-theme=${choice}; Path=/; Secure; Max-Age=31536000; SameSite=Lax`;
    for (const button of document.querySelectorAll('button[name="theme"]')) {
      if (button.value === choice) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  });
}
