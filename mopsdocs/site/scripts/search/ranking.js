/* Which pages answer best, and which of their sections. */
const SIGN = 39; // the lowest level of a word that nobody types who means anything else
const SIGN_AMONG_OTHERS = 5; // its weight in a longer question
const HEAD = 0.7; // what the page's own words count for its sections
const ELSEWHERE = 0.35; // what words in another section count
const OF_REGION = 1.6; // what a page of the chosen region counts more
const SHOWN = 20;

/* For each term the weight of every section that has it, and how rare it is. */
const weigh = async (head, terms) => {
  const lists = await files.rows(head, "words", terms.flatMap((term) => [...term.forms.keys()]));
  const total = head.owner.length;
  for (const term of terms) {
    term.sections = new Map();
    term.signs = new Set();
    let [usual, all] = [0, 0];
    for (const [number, quality] of term.forms) {
      const [size, ...levels] = lists.get(number);
      all += size;
      if (quality >= 0.7) usual += size;
      for (let index = 0; index < levels.length; index += 2) {
        const most = terms.length > 1 ? SIGN_AMONG_OTHERS : Infinity;
        const weight = quality * Math.min(most, (2 ** (levels[index] / 6) - 1) / 8);
        for (const section of summed(levels[index + 1])) {
          if (weight > (term.sections.get(section) || 0)) term.sections.set(section, weight);
          if (levels[index] >= SIGN && number === term.sign) term.signs.add(section);
        }
      }
    }
    term.rarity = term.forms.size ? Math.log(1 + total / Math.max(1, usual || all)) : Math.log(1 + total) / 2;
  }
};

/* Pages by how well they answer, each with its sections; `chosen` has the numbers of what was chosen, 0 for all. */
const ranked = (head, terms, chosen) => {
  const pages = new Map();
  const sure = terms.reduce((sum, term) => sum + term.rarity, 0) || 1;
  const isOfRegion = (page) => chosen.region && head.pages.region[page] === chosen.region;
  /* What the page's own words say; a copy of the chosen region is found like the library's page. */
  const ownWeight = (term, page) =>
    Math.max(
      term.sections.get(head.starts[page]) || 0,
      (isOfRegion(page) && term.sections.get(head.starts[head.source[page]])) || 0,
    );
  const headWeight = (page) => terms.reduce((sum, term) => sum + term.rarity * ownWeight(term, page), 0);

  /* With a region chosen, its copy of a playbook stands for the library's. */
  const replaced = new Set(head.source.filter((source, page) => source !== page && head.pages.region[page] === chosen.region));
  const fits = (page) =>
    !replaced.has(page) &&
    ["kind", "status"].every((name) => !chosen[name] || head.pages[name][page] === chosen[name]) &&
    (!chosen.channel || head.lists[head.pages.channels[page]].includes(chosen.channel)) &&
    (!chosen.region || !head.pages.region[page] || head.pages.region[page] === chosen.region);
  const suits = (section) =>
    (!chosen.stage || head.sections.stage[section] === chosen.stage) &&
    (!chosen.role || head.lists[head.sections.roles[section]].includes(chosen.role));

  /* The page on which a section is shown: that of the chosen region, else the library's, else the one that fits best. */
  const home = (section) => {
    const all = head.pagesOf(section).filter(fits);
    if (all.length < 2) return all[0];
    const regional = chosen.region && all.find(isOfRegion);
    if (regional) return regional;
    const general = all.find((page) => !head.pages.region[page]);
    if (general !== undefined) return general;
    return all.reduce((best, page) => (headWeight(page) > headWeight(best) ? page : best));
  };

  terms.forEach((term, index) => {
    for (const [section, weight] of term.sections) {
      if (!suits(section)) continue;
      const page = home(section);
      if (page === undefined) continue;
      const one = pages.get(page) || pages.set(page, { page, sections: new Map(), best: terms.map(() => 0) }).get(page);
      const row = one.sections.get(section) || one.sections.set(section, terms.map(() => 0)).get(section);
      row[index] = weight;
      one.best[index] = Math.max(one.best[index], weight);
    }
  });

  for (const one of pages.values()) {
    const own = terms.map((term) => ownWeight(term, one.page));
    const isFound = (index) => one.best[index] > 0 || own[index] > 0;
    one.missing = terms.filter((_, index) => !isFound(index));
    one.sign = terms.some((term) => [...term.signs].some((section) => one.sections.has(section)));
    one.ranked = [...one.sections]
      .map(([section, row]) => {
        let [score, covered, direct] = [0, 0, 0];
        terms.forEach((term, index) => {
          direct += term.rarity * row[index];
          const here = Math.max(row[index], (section === head.starts[one.page] ? 1 : HEAD) * own[index]);
          score += term.rarity * Math.max(here, ELSEWHERE * one.best[index]);
          covered += term.rarity * (here ? 1 : one.best[index] ? 0.5 : 0);
        });
        return [section, score * (covered / sure) ** 2, direct];
      })
      .sort(([a, first], [b, second]) => second - first || a - b);
    const weight = isOfRegion(one.page) ? 100 * OF_REGION : head.pages.weight[one.page];
    one.isRule = !weight && !one.sign;
    one.score = one.ranked[0][1] * (weight ? weight / 100 : one.sign ? 1 : 0.0001);
  }
  const order = [...pages.values()].sort((a, b) => a.isRule - b.isRule || b.score - a.score || a.page - b.page);
  return chosen.region ? order : folded(head, pages, order);
};

/* Without the copies that say no more about any of the words than the library's page, which names their regions. */
const folded = (head, pages, order) =>
  order.filter((one) => {
    const source = pages.get(head.source[one.page]);
    if (!source || source === one || one.best.some((weight, index) => weight > 1.5 * source.best[index] + 0.2)) return true;
    (source.copies ||= []).push(one.page);
    return false;
  });
