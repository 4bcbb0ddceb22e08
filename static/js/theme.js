// Light, dark, or as the system says: kept in a cookie so that the server writes it into the page and nothing flashes.

const YEAR = 60 * 60 * 24 * 365;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

function chosen() {
  return root.dataset.theme ?? "";
}

function show() {
  root.dataset.bsTheme = chosen() || (prefersDark.matches ? "dark" : "light");
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === chosen()));
  }
}

function choose(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
  show();
}

for (const group of document.querySelectorAll("[data-theme-switch]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.value);
  });
}
prefersDark.addEventListener("change", show);
show();
