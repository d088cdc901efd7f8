/* The page of owners and reviews: what is overdue today, and buttons that show only what somebody looks for. */
{
  const words = { overdue: "overdue", draft: "drafts", deprecated: "on the way out", unreviewed: "never reviewed" };

  const show = (rows, wanted) => {
    rows.forEach((row) => (row.hidden = Boolean(wanted) && row.dataset.state !== wanted));
    document.querySelectorAll(".mops-keeper").forEach((one) => (one.hidden = !one.querySelector("tbody tr:not([hidden])")));
  };

  mops.onPage(() => {
    const rows = [...document.querySelectorAll(".mops-table--upkeep tbody tr")];
    if (!rows.length || document.querySelector(".mops-filter")) return;
    rows.filter((row) => row.querySelector(".mops-review--overdue")).forEach((row) => (row.dataset.state = "overdue"));
    const found = Object.keys(words).filter((state) => rows.some((row) => row.dataset.state === state));
    if (!found.length) return;
    const bar = document.createElement("p");
    bar.className = "mops-filter";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Show only");
    ["", ...found].forEach((state) => {
      const button = document.createElement("button");
      const number = rows.filter((row) => !state || row.dataset.state === state).length;
      button.type = "button";
      button.textContent = `${state ? words[state] : "all"} (${number})`;
      button.setAttribute("aria-pressed", String(!state));
      button.addEventListener("click", () => {
        bar.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
        show(rows, state);
      });
      bar.append(button);
    });
    document.getElementById("owners").before(bar);
  });
}
