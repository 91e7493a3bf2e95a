// The reader's choice of colours, on the root; a line in the page puts it there first. The footer's buttons change it.
(() => {
  const KEY = "standfirst-scheme";
  const page = document;
  let chosen = "system";

  const show = (wanted) => {
    // Keeping it may be forbidden: then it holds for this page.
    try {
      if (wanted) localStorage.setItem(KEY, wanted);
      else wanted = localStorage.getItem(KEY);
    } catch {}
    if (["system", "light", "dark"].includes(wanted)) chosen = wanted;
    page.documentElement.dataset.scheme = chosen;
    for (const meta of page.querySelectorAll("meta[name=theme-color]")) {
      const own = (meta.dataset.media ??= meta.media);
      meta.media = chosen === "system" ? own : own.includes(chosen) ? "all" : "not all";
    }
    for (const button of page.querySelectorAll(".scheme button")) button.ariaPressed = button.value === chosen;
  };

  show();
  // It may be changed in another tab, or before the reader comes back to this page.
  for (const type of ["DOMContentLoaded", "storage", "pageshow"]) addEventListener(type, () => show());
  addEventListener("click", ({ target }) => {
    if (target.matches?.(".scheme button")) show(target.value);
  });
})();
