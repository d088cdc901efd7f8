/* What the other scripts build on. `mops.onPage` runs something on the page that is shown, and on every one after it. */
const mops = {
  base: document.currentScript.src,

  onPage(work) {
    if (window.document$ && window.document$.subscribe) window.document$.subscribe(() => work());
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => work());
    else work();
  },

  /* Today where the reader is, as dates are written in pages: 2026-11-23. */
  today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  },
};

/* The field on the home page opens the search. */
mops.onPage(() => {
  document.querySelectorAll(".mops-search").forEach((field) =>
    field.addEventListener("click", () => {
      const input = document.querySelector(".md-search__input");
      if (input) input.focus();
    }),
  );
});

/* Paper cannot be opened. */
window.addEventListener("beforeprint", () => {
  const closed = document.querySelectorAll(".mops-progress details:not([open]), .mops-gate details:not([open])");
  closed.forEach((one) => (one.open = true));
  window.addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)), { once: true });
});
