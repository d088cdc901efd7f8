/* A scorecard: the levels become fields to tick. What is ticked is remembered in this browser, and added up. */
{
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {}; // no storage here, or something else's: begin anew
    }
  };

  const write = (key, ticked) => {
    try {
      if (Object.keys(ticked).length) localStorage.setItem(key, JSON.stringify(ticked));
      else localStorage.removeItem(key);
    } catch {
      // no storage here: the total is right all the same until the page is left
    }
  };

  const made = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };

  /* One sign: its heading, and a field for each of its levels. */
  const sign = (list) => {
    const heading = list.parentElement.querySelector("h2");
    const name = heading.firstChild.textContent;
    const fields = [...list.children].map((level, index) => {
      const field = made("input", { type: "radio", name: heading.id, value: String(index + 1) });
      const text = made("span", {}, ...level.childNodes);
      level.append(made("label", {}, field, made("b", {}, `Level ${index + 1}`), text));
      return field;
    });
    list.classList.add("mops-levels--ticked");
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-label", name);
    [...list.children].forEach((level) => level.setAttribute("role", "presentation"));
    return { id: heading.id, name, fields };
  };

  const enliven = (card) => {
    const key = `mops-score:${card.dataset.score}:${new URL(mops.base).pathname}`;
    const signs = [...card.querySelectorAll(".mops-levels")].map(sign);
    const told = made("p", {});
    told.setAttribute("role", "status");
    const again = made("button", { type: "button", textContent: "Clear all ticks" });
    card.append(made("div", { className: "mops-total" }, told, again));

    const level = (one) => one.fields.findIndex((field) => field.checked) + 1;

    const tell = () => {
      const ticked = signs.filter(level);
      const total = ticked.reduce((sum, one) => sum + level(one), 0);
      const most = signs.reduce((sum, one) => sum + one.fields.length, 0);
      const open = signs.length - ticked.length;
      told.replaceChildren(made("strong", {}, `${total} of ${most}`));
      again.hidden = !ticked.length;
      if (!ticked.length) told.append(" – tick one level for each sign.");
      else if (open) told.append(` so far, ${open} ${open === 1 ? "sign" : "signs"} to go.`);
      else {
        const lowest = ticked.reduce((low, one) => (level(one) < level(low) ? one : low));
        const best = level(lowest) === lowest.fields.length;
        told.append(...(best ? [". Every sign is at its highest level."] : [". Begin with: ", made("a", { href: `#${lowest.id}` }, lowest.name)]));
      }
    };

    const keep = () => {
      write(key, Object.fromEntries(signs.filter(level).map((one) => [one.id, level(one)])));
      tell();
    };

    const known = read(key);
    signs.forEach((one) => {
      const field = one.fields[known[one.id] - 1];
      if (field) field.checked = true;
    });
    card.addEventListener("change", keep);
    again.addEventListener("click", () => {
      signs.forEach((one) => one.fields.forEach((field) => (field.checked = false)));
      keep();
      signs[0].fields[0].focus();
    });
    tell();
  };

  mops.onPage(() => document.querySelectorAll("[data-score]:not(:has(.mops-total))").forEach(enliven));
}
