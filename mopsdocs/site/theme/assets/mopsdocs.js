/* What a page cannot know when it is built: which day it is, so whether a review is overdue, a step late, a month this
   one; and how wide its timeline may be. And the field on the home page opens the search. */
(function () {
  "use strict";

  const base = document.currentScript.src;
  let mermaid = null;

  function setUp() {
    document.querySelectorAll("[data-review-due]").forEach(markOverdue);
    document.querySelectorAll("[data-due]").forEach(markLate);
    document.querySelectorAll("[data-late-of]").forEach(countLate);
    document.querySelectorAll("svg[data-first]").forEach(drawToday);
    markNow();
    document.querySelectorAll(".mops-search").forEach((field) => field.addEventListener("click", focusSearch));
    const timelines = document.querySelectorAll("pre.mops-timeline");
    if (!timelines.length || !("IntersectionObserver" in window)) return;
    const seen = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach(function (entry) {
        seen.unobserve(entry.target);
        draw(entry.target);
      }),
      { rootMargin: "400px" },
    );
    timelines.forEach((source) => seen.observe(source.parentElement));
  }

  /* Paper cannot be opened. */
  function openForPrint() {
    const closed = document.querySelectorAll(".mops-progress details:not([open]), .mops-gate details:not([open])");
    closed.forEach((one) => (one.open = true));
    window.addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)), { once: true });
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function markOverdue(element) {
    if (element.dataset.reviewDue >= today() || element.classList.contains("mops-review--overdue")) return;
    element.classList.add("mops-review--overdue");
    element.firstChild.nodeValue = "review overdue since ";
  }

  /* What is still to be done: late, or due today. In a picture the mark says so, elsewhere a word does. */
  function markLate(element) {
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
  }

  function countLate(element) {
    const number = document.querySelectorAll(`.${element.dataset.lateOf} .mops-late`).length;
    element.hidden = !number;
    element.textContent = number === 1 ? "One of these is late." : `${number} of these are late.`;
  }

  /* A line for today, where the picture reaches today. Its axis leaves the same part free on both sides. */
  function drawToday(picture) {
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
  }

  function shape(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function markNow() {
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
  }

  function focusSearch() {
    const input = document.querySelector(".md-search__input");
    if (input) input.focus();
  }

  function load() {
    mermaid = mermaid || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = new URL("mermaid/mermaid.tiny.js", base).href;
      script.onload = () => resolve(window.mermaid);
      script.onerror = () => reject(new Error(`${script.src} is missing`));
      document.head.append(script);
    });
    return mermaid;
  }

  async function draw(box) {
    const source = box.querySelector("pre.mops-timeline");
    if (!source || box.querySelector(".mops-chart")) return;
    const chart = document.createElement("div");
    chart.className = "mops-chart";
    const caption = document.createElement("p");
    caption.className = "mops-small";
    caption.textContent = source.dataset.caption;
    try {
      const engine = await load();
      engine.initialize(settings(box));
      const drawn = await engine.render(`mops-chart-${Math.random().toString(36).slice(2)}`, source.textContent);
      chart.innerHTML = drawn.svg;
      chart.querySelector("style").remove();
      chart.querySelectorAll(".tick text").forEach(labelTick);
      source.before(chart, caption);
      chart.setAttribute("aria-hidden", "true");
    } catch (error) {
      console.warn("The timeline cannot be drawn; the list below it says the same.", error);
    }
  }

  function settings(box) {
    const longest = Number(box.querySelector("pre.mops-timeline").dataset.longest) || 12;
    return {
      startOnLoad: false,
      securityLevel: "strict",
      theme: "base",
      fontFamily: getComputedStyle(box).fontFamily,
      gantt: {
        useWidth: Math.max(box.clientWidth, 640),
        useMaxWidth: false,
        topAxis: true,
        leftPadding: 16 + longest * 6.5,
        rightPadding: 24,
        topPadding: 36,
        barHeight: 16,
        barGap: 6,
        fontSize: 12,
        sectionFontSize: 12,
        gridLineStartPadding: 30,
      },
    };
  }

  /* The axis counts working days as minutes after noon, so that a day is a day and week-ends take no room. */
  function labelTick(tick) {
    const time = /([0-9]{2}) ([0-9]{2}):([0-9]{2})$/.exec(tick.textContent);
    if (!time) return;
    const days = (Number(time[1]) - 15) * 1440 + (Number(time[2]) - 12) * 60 + Number(time[3]);
    tick.textContent = days < 0 ? `−${-days}` : days > 0 ? `+${days}` : "0";
  }

  window.addEventListener("beforeprint", openForPrint);
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(setUp);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();
