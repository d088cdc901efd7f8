/* What results can be chosen by, below the search field. The worker knows the values; the region is remembered. */
{
  const NAMES = {
    region: "All regions",
    kind: "All kinds of pages",
    stage: "All stages",
    channel: "All channels",
    role: "All roles",
    status: "Any status",
  };
  const REMEMBERED = `mops.region:${new URL("..", mops.base).pathname}`;
  const config = document.getElementById("__config");
  const [, , name] = config ? JSON.parse(config.textContent).search.split("#") : [];
  const channel = name ? new BroadcastChannel(name) : null;
  const chosen = {};
  try {
    chosen.region = localStorage.getItem(REMEMBERED) || "";
  } catch {
    chosen.region = ""; // storage is switched off
  }

  const tell = (more) => channel.postMessage({ chosen, ...more });

  const remember = () => {
    try {
      localStorage.setItem(REMEMBERED, chosen.region);
    } catch {
      // then it is not remembered
    }
  };

  const choice = (what, values) => {
    const select = document.createElement("select");
    select.className = "mops-choice";
    select.name = what;
    select.setAttribute("aria-label", NAMES[what]);
    for (const [value, title] of [["", NAMES[what]], ...values]) select.add(new Option(title, value));
    select.value = values.some(([value]) => value === chosen[what]) ? chosen[what] : "";
    chosen[what] = select.value;
    select.addEventListener("change", () => {
      chosen[what] = select.value;
      if (what === "region") remember();
      tell({ again: true });
    });
    return select;
  };

  const show = (output, choices) => {
    const bar = document.createElement("div");
    bar.className = "mops-choices";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Which results");
    for (const what of Object.keys(NAMES))
      if ((choices[what] || []).length > 1) bar.append(choice(what, choices[what]));
    /* Material takes every key for the list of results. */
    bar.addEventListener("keydown", (event) => event.key === "Escape" || event.stopPropagation());
    output.querySelector(".mops-choices")?.remove();
    output.prepend(bar);
  };

  mops.onPage(() => {
    const output = document.querySelector(".md-search__output");
    const input = document.querySelector(".md-search__input");
    if (!channel || !output || !input) return;
    const problem = document.createElement("p");
    problem.className = "mops-choices-problem";
    problem.setAttribute("role", "status");
    output.prepend(problem);
    channel.addEventListener("message", ({ data }) => {
      if (data.here) tell({ open: document.activeElement === input });
      if (data.choices) show(output, data.choices);
      if ("failed" in data)
        problem.textContent = data.failed
          ? "The search cannot be loaded right now. Check your connection and type again, or use the menu."
          : "";
    });
    tell();
    /* Material waits for keys, but words also come by mouse and by voice. */
    input.addEventListener("input", () => input.dispatchEvent(new Event("keyup")));
    input.addEventListener("focus", () => tell({ open: true }));
    /* Material closes the search with Tab; here it leads to the choices. */
    input.addEventListener("keydown", (event) => {
      if (event.key === "Tab" && !event.shiftKey && output.querySelector(".mops-choice")) event.stopPropagation();
    });
  });
}
