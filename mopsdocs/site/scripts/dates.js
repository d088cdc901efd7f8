/* What a page cannot know when it is built: which day it is, so whether a review is overdue, a step late, a month this
   one. */
{
  const today = mops.today;

  const markOverdue = (element) => {
    if (element.dataset.reviewDue >= today() || element.classList.contains("mops-review--overdue")) return;
    element.classList.add("mops-review--overdue");
    element.firstChild.nodeValue = "review overdue since ";
  };

  /* What is still to be done: late, or due today. In a picture the mark says so, elsewhere a word does. */
  const markLate = (element) => {
    const due = element.dataset.due;
    const late = due < today();
    if ((!late && due !== today()) || element.classList.contains("mops-dated")) return;
    element.classList.add("mops-dated");
    if (element.closest("svg")) {
      if (late) element.classList.add("mops-mark--late");
      return;
    }
    const word = document.createElement("strong");
    word.className = `mops-badge mops-badge--${late ? "late" : "today"}`;
    word.textContent = late ? "late" : "today";
    if (element.tagName === "TIME") {
      if (late) element.classList.add("mops-late");
      element.after(word);
    } else element.append(" ", word);
  };

  const countLate = (element) => {
    const number = document.querySelectorAll(`.${element.dataset.lateOf} .mops-late`).length;
    element.hidden = !number;
    element.textContent = number === 1 ? "One of these is late." : `${number} of these are late.`;
  };

  /* A line for today, where the picture reaches today. Its axis leaves the same part free on both sides. */
  const drawToday = (picture) => {
    const { first, last, top, bottom, word, edge } = picture.dataset;
    const now = today();
    if (now < first || now > last || picture.querySelector(".mops-today")) return;
    const part = (Date.parse(now) - Date.parse(first)) / Math.max(Date.parse(last) - Date.parse(first), 1);
    const at = `${Number(edge) + (100 - 2 * Number(edge)) * part}%`;
    const side = part < 0.15 ? "start" : part > 0.85 ? "end" : "middle";
    const line = shape("line", { class: "mops-today", x1: at, x2: at, y1: top, y2: bottom });
    const text = shape("text", { class: `mops-today mops-side--${side}`, x: at, y: word });
    text.textContent = "today";
    picture.querySelector("desc").after(line, text);
  };

  const shape = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const markNow = () => {
    const now = today();
    const day = document.querySelector(`[data-day="${now}"]`);
    if (day) day.classList.add("mops-day--today");
    const months = [...document.querySelectorAll("[data-month]")];
    const past = months.filter((one) => one.dataset.month < now.slice(0, 7));
    months.filter((one) => one.dataset.month === now.slice(0, 7)).forEach((one) => one.classList.add("mops-month--now"));
    if (!past.length || past.length === months.length || document.querySelector(".mops-past")) return;
    const box = document.createElement("aside");
    box.className = "mops-past";
    const folded = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = past.length === 1 ? "One month before" : `${past.length} months before`;
    folded.append(summary, ...past);
    box.append(folded);
    document.querySelector(".mops-months").append(box);
  };

  mops.onPage(() => {
    document.querySelectorAll("[data-review-due]").forEach(markOverdue);
    document.querySelectorAll("[data-due]").forEach(markLate);
    document.querySelectorAll("[data-late-of]").forEach(countLate);
    document.querySelectorAll("svg[data-first]").forEach(drawToday);
    markNow();
  });
}
