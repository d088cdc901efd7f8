/* Working checklists: what can be ticked on a page, and what is remembered of it. Ticks have the names that the page
   gives them in `data-tick`, which stay when titles change. */
{
  const LONGEST = 60;
  const MOST = 20;

  /* The words of an element itself, without badges, conditions and links in it. */
  const words = (element) =>
    [...element.childNodes]
      .map((one) => (one.nodeType === Node.TEXT_NODE ? one.data : " "))
      .join("")
      .replace(/\s+/g, " ")
      .trim();

  const address = (part) => {
    const heading = part.querySelector("h3");
    const link = part.querySelector("a");
    return heading ? `${location.href.split("#")[0]}#${heading.id}` : link ? link.href : location.href.split("#")[0];
  };

  /* A step or gate, or a point of one. What the campaign's file says is done is settled, and no longer ours to tick. */
  const row = (group) => (host) => {
    const part = host.closest("[data-part]");
    const { tick, done } = host.dataset;
    const title = words(host.querySelector(":scope > label, h3, .mops-gate__title > strong, a"));
    return { host, part, group, key: tick, settled: done !== undefined, title, url: address(part) };
  };

  mops.words = words;

  mops.checklist = () => {
    const groups = [...document.querySelectorAll("[data-group]")].map((place) => {
      const group = { place, title: place.dataset.group };
      group.rows = [...place.querySelectorAll("[data-part], [data-part] [data-tick]")].map(row(group));
      group.boxes = group.rows.filter((one) => one.key);
      return group;
    });
    const boxes = groups.flatMap((group) => group.boxes);
    const open = boxes.filter((one) => !one.settled);
    return { groups, boxes, keys: [...new Set(open.map((one) => one.key))].sort() };
  };

  /* What is remembered about this page: ticks by the name of what somebody works on, '' for no name. Whatever is stored
     that does not look like it, or is no longer on the page, is as good as nothing. */
  mops.memory = (keys) => {
    const place = `mopsdocs ticks ${location.pathname.replace(/index\.html$/, "")}`;
    const known = new Set(keys);
    const memory = { now: "", runs: new Map(), name: (text) => text.replace(/\s+/g, " ").trim().slice(0, LONGEST) };

    memory.ticks = () => memory.runs.get(memory.now);

    memory.choose = (name) => {
      memory.now = name;
      if (!memory.runs.has(name)) memory.runs.set(name, new Set());
    };

    memory.load = () => {
      memory.runs = new Map();
      let now = "";
      try {
        const stored = JSON.parse(localStorage.getItem(place)) || { runs: [] };
        for (const [name, ticks] of stored.runs.slice(0, MOST)) {
          const kept = new Set(ticks.filter((one) => known.has(one)));
          if (kept.size || name === stored.now) memory.runs.set(memory.name(name), kept);
        }
        now = memory.name(stored.now || "");
      } catch {
        memory.runs = new Map();
      }
      memory.choose(memory.runs.has(now) ? now : "");
      if (!memory.runs.has("")) memory.runs.set("", new Set());
    };

    /* Whether it could be stored: storage may be full or forbidden. */
    memory.save = () => {
      const used = [...memory.runs].filter(([name, ticks]) => ticks.size || (name && name === memory.now));
      try {
        const kept = used.slice(-MOST).map(([name, ticks]) => [name, [...ticks]]);
        if (used.length) localStorage.setItem(place, JSON.stringify({ now: memory.now, runs: kept }));
        else localStorage.removeItem(place);
        return true;
      } catch {
        return false;
      }
    };

    memory.onChange = (work) =>
      window.addEventListener("storage", (event) => {
        if (event.key === place || event.key === null) work(memory.load());
      });
    return memory;
  };
}
