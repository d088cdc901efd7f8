/* The timeline of a playbook, drawn as wide as its place is, when somebody comes near it. */
{
  let mermaid = null;

  function load() {
    mermaid = mermaid || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = new URL("mermaid/mermaid.tiny.js", mops.base).href;
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

  mops.onPage(() => {
    const timelines = document.querySelectorAll("pre.mops-timeline");
    if (!timelines.length || !("IntersectionObserver" in window)) return;
    const seen = new IntersectionObserver(
      (entries) =>
        entries
          .filter((entry) => entry.isIntersecting)
          .forEach((entry) => {
            seen.unobserve(entry.target);
            draw(entry.target);
          }),
      { rootMargin: "400px" },
    );
    timelines.forEach((source) => seen.observe(source.parentElement));
  });
}
