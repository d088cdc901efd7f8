/* What people see of a checklist: the boxes, how many are ticked, and a bar with everything that can be done. */
{
  const make = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  const button = (words, work) => {
    const made = make("button", { type: "button", class: "mops-button" }, words);
    made.addEventListener("click", work);
    return made;
  };

  const makeBox = (row) => {
    const input = make("input", { type: "checkbox" });
    if (row.host !== row.part) row.host.querySelector("label").prepend(input);
    else {
      input.setAttribute("aria-label", row.title);
      (row.host.querySelector("td") || row.host).prepend(make("label", { class: "mops-tick" }, input));
    }
    return input;
  };

  mops.onPage(() => {
    const bar = document.querySelector(".mops-working");
    const list = bar && mops.checklist();
    if (!bar || !list.boxes.length || bar.firstChild) return;
    const memory = mops.memory(list.keys);
    memory.load();
    let shared = null; /* the ticks of a link that somebody looks at */

    const shown = () => shared || memory.ticks();
    const isDone = (row) => row.settled || shown().has(row.key);
    const tally = (boxes) => `${boxes.filter(isDone).length} of ${boxes.length} done`;

    /* The bar. */
    const progress = make("progress", { max: list.boxes.length, "aria-hidden": "true" });
    const sum = make("strong", {});
    const next = make("a", {});
    const following = make("span", { class: "mops-working__next" }, "Next: ", next);
    const heard = make("span", { class: "mops-heard", role: "status" });
    const note = make("p", { class: "mops-working__note", role: "status" });
    const choice = make("select", {});
    const name = make("input", { maxlength: 60, autocomplete: "off", "aria-label": "Name of what you work on" });
    const form = make("form", { hidden: "" }, name, make("button", { class: "mops-button" }, "Use this name"));
    const working = make("label", {}, "Working on ", choice);
    const more = make("div", { class: "mops-working__more", hidden: "" });
    const opener = button("Share or print", () => {
      more.hidden = !more.hidden;
      opener.setAttribute("aria-expanded", String(!more.hidden));
    });
    opener.setAttribute("aria-expanded", "false");
    const restart = button("Start again", () => {
      const { size } = memory.ticks();
      if (!size) say("Nothing is ticked.");
      else replaceTicks(new Set(), size === 1 ? "One tick removed." : `${size} ticks removed.`);
    });
    const tools = make("div", { class: "mops-working__tools" }, working, form, restart, opener);
    if (bar.dataset.campaign) working.remove();
    const looking = make("div", { class: "mops-working__tools", hidden: "" });
    const top = make("div", { class: "mops-working__sum" }, progress, sum, following);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Working checklist");
    bar.append(top, tools, looking, more, note, heard);

    const say = (...words) => {
      note.replaceChildren(...words);
      bar.querySelectorAll("textarea").forEach((one) => one.remove());
    };

    const draw = () => {
      for (const row of list.boxes) {
        row.host.classList.toggle("mops-ticked", isDone(row));
        if (row.input) Object.assign(row.input, { checked: isDone(row), disabled: shared !== null });
      }
      for (const group of list.groups) {
        const count = group.place.querySelector(".mops-count");
        if (count && group.boxes.length) count.textContent = tally(group.boxes);
      }
      progress.value = list.boxes.filter(isDone).length;
      sum.textContent = tally(list.boxes);
      const open = list.boxes.find((row) => !isDone(row));
      following.hidden = !open;
      if (open) [next.textContent, next.href] = [open.title, open.url];
      tools.hidden = shared !== null;
      looking.hidden = shared === null;
      const names = [...memory.runs.keys()].sort((one, other) => one.localeCompare(other));
      choice.replaceChildren(...names.map((one) => new Option(one || "Just this page", one, false, one === memory.now)));
      choice.append(new Option("Give it a name…"));
    };

    const keep = () => {
      draw();
      if (!memory.save()) say("Your browser does not keep ticks for this page. Copy a link to them before you leave.");
    };

    /* Puts other ticks in the place of those that there are, until somebody says otherwise. */
    const replaceTicks = (ticks, words) => {
      const before = memory.ticks();
      memory.runs.set(memory.now, ticks);
      const undo = button("Undo", () => {
        memory.runs.set(memory.now, before);
        say("As it was before.");
        keep();
        restart.focus();
      });
      keep();
      say(`${words} `, undo);
    };

    for (const row of list.boxes) {
      if (row.settled) continue;
      row.input = makeBox(row);
      row.input.addEventListener("change", () => {
        memory.ticks()[row.input.checked ? "add" : "delete"](row.key);
        say();
        keep();
        heard.textContent = `${row.group.title}: ${tally(row.group.boxes)}. In all ${tally(list.boxes)}.`;
      });
    }

    /* What somebody works on. The first name is for what has been ticked so far. */
    choice.addEventListener("change", () => {
      const isNew = choice.selectedIndex === choice.length - 1;
      [form.hidden, working.hidden] = [!isNew, isNew];
      if (isNew) return name.focus();
      memory.choose(choice.value);
      say();
      keep();
    });
    const close = () => {
      [form.hidden, working.hidden, name.value] = [true, false, ""];
      keep();
      choice.focus();
    };
    name.addEventListener("keydown", (event) => event.key === "Escape" && close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = memory.name(name.value);
      if (wanted && !memory.now && !memory.runs.has(wanted)) {
        memory.runs.set(wanted, memory.ticks());
        memory.runs.set("", new Set());
      }
      memory.choose(wanted || memory.now);
      say(memory.now ? `Working on ${memory.now}.` : "");
      close();
    });

    /* Copies, which the browser may refuse: then the text is there to be copied by hand. */
    const copy = async (text, words) => {
      try {
        await navigator.clipboard.writeText(text);
        say(words);
      } catch {
        const box = make("textarea", { readonly: "", rows: 6, "aria-label": "Text to copy" });
        box.value = text;
        say("The browser did not let us copy. The text below is selected: press Ctrl and C, or ⌘ and C.");
        note.after(box);
        box.select();
      }
    };
    const title = () => mops.words(document.querySelector("article h1"));
    const campaign = () => bar.dataset.campaign || memory.now;
    const heading = () => (memory.now ? `${title()}: ${memory.now}` : title());
    const summary = () => `${tally(list.boxes)}: <${location.href.split("#")[0]}>`;
    const paper = document.documentElement.classList;
    more.append(
      button("Copy link", () => copy(mops.ticksToLink(list.keys, shown()), "Link copied. It shows what is ticked now.")),
      button("Copy as Markdown", () => copy(mops.asMarkdown(list, isDone, heading(), summary()), "Copied as Markdown.")),
      button("Copy as CSV", () => copy(mops.asCsv(list, isDone, campaign(), bar.dataset.column), "Copied as CSV.")),
      button("Print this list", () => {
        paper.add("mops-paper");
        window.addEventListener("afterprint", () => paper.remove("mops-paper"), { once: true });
        window.print();
      }),
    );

    /* What somebody shared. It is looked at, and becomes one's own only on request. */
    const leave = () => {
      shared = null;
      history.replaceState(null, "", location.href.split("#")[0]);
    };
    const follow = () => {
      const found = mops.ticksOfLink(list.keys, location.hash);
      shared = (found && found.ticks) || null;
      say(found && found.problem ? found.problem : "");
      if (shared) {
        const back = button("Back to mine", () => {
          leave();
          draw();
          restart.focus();
        });
        const take = button("Keep as mine", () => {
          const ticks = shared;
          leave();
          replaceTicks(ticks, "These ticks are yours now.");
          restart.focus();
        });
        const words = "You are only looking at what somebody shared. Your own ticks are as they were.";
        looking.replaceChildren(make("span", {}, words), take, back);
      }
      draw();
      if (found) bar.scrollIntoView({ block: "center" });
    };
    memory.onChange(draw);
    window.addEventListener("hashchange", follow);
    follow();
  });
}
