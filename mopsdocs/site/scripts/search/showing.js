/* Results as Material shows them: one per page, its best sections below. Everything that people typed is escaped. */
const EXCERPT = 180;

const shown = async (head, terms, order) => {
  const top = order.slice(0, SHOWN);
  const words = new Set(terms.flatMap((term) => [...term.forms.keys()].map((number) => head.words[number])));
  const [pages, texts] = await Promise.all([
    files.rows(head, "pages", top.map((one) => one.page)),
    files.rows(head, "texts", top.slice(0, 10).flatMap((one) => [head.starts[one.page], ...telling(one).map(([section]) => section)])),
  ]);
  return top.map((one) => item(head, terms, words, one, pages, texts));
};

/* The sections of a page that are worth a line: those that say themselves what was looked for. */
const telling = (one) => {
  const most = Math.max(...one.ranked.map(([, , direct]) => direct));
  return one.ranked.filter(([, score, direct]) => direct >= 0.4 * most && score >= 0.3 * one.ranked[0][1]).slice(0, 4);
};

/* The word that stands for what was typed: it is marked on the page that is opened. */
const best = (head, term) => {
  const [first] = [...term.forms].sort(([, a], [, b]) => b - a);
  return first ? head.words[first[0]] : term.word;
};

const item = (head, terms, words, one, pages, texts) => {
  const [url, title] = pages.get(one.page);
  const kind = head.choices.kind[head.pages.kind[one.page] - 1];
  const own = texts.get(head.starts[one.page]);
  const found = Object.fromEntries([
    ...terms.filter((term) => !one.missing.includes(term)).map((term) => [best(head, term), true]),
    ...one.missing.map((term) => [term.word, false]),
  ]);
  const top = one.score;
  const isPage = one.ranked[0][0] === head.starts[one.page];
  const page = {
    location: url,
    title: `${marked(title, words)}${kind && !title.includes(kind[1]) ? ` <small class="mops-kind">${text.escaped(kind[1])}</small>` : ""}`,
    text: own ? summary(head, words, one, own) : "",
    terms: found,
    score: top,
  };
  const sections = telling(one)
    .filter(([section]) => section !== head.starts[one.page] && texts.has(section))
    .map(([section, score], index) => {
      const [anchor, heading, above, body] = texts.get(section);
      const path = [title, above].filter(Boolean).map(text.escaped).join(" › ");
      return {
        location: `${url}#${anchor}`,
        title: marked(heading, words),
        text: `<p class="mops-path">${path}</p><p>${excerpt(body, words)}</p>`,
        terms: found,
        score: !isPage && index < 2 && score >= 0.7 * one.ranked[0][1] ? top : top * 0.5,
      };
    });
  return [page, ...sections.sort((a, b) => b.score - a.score)];
};

/* What stands under the title of a page: by which other name it was found, its text, the regions with a copy. */
const summary = (head, words, one, [, , , body, names]) => {
  const name = names.find((other) => marked(other, words).includes("<mark"));
  const regions = (one.copies || []).map((page) => head.choices.region[head.pages.region[page] - 1]).filter(Boolean);
  const also = regions.slice(0, 4).map(([, title]) => text.escaped(title)).join(", ");
  const more = regions.length > 4 ? ` and ${regions.length - 4} more` : "";
  return [
    name ? `<p class="mops-path">Also called: ${marked(name, words)}</p>` : "",
    `<p>${excerpt(body, words)}</p>`,
    also ? `<p class="mops-path">Regional versions: ${also}${more}</p>` : "",
  ].join("");
};

const isFound = (compound, words) => text.forms(compound, new Set()).some((form) => words.has(form));

const marked = (plain, words) => {
  let [html, here] = ["", 0];
  for (const match of plain.matchAll(text.compound)) {
    if (!isFound(match[0], words)) continue;
    html += `${text.escaped(plain.slice(here, match.index))}<mark data-md-highlight>${text.escaped(match[0])}</mark>`;
    here = match.index + match[0].length;
  }
  return html + text.escaped(plain.slice(here));
};

/* The part of a text with the most of what was looked for. */
const excerpt = (body, words) => {
  const places = [...body.matchAll(text.compound)].filter((match) => isFound(match[0], words)).map((match) => match.index);
  const count = (start) => places.filter((at) => at >= start && at < start + EXCERPT).length;
  const densest = places.reduce((found, at) => (count(at) > count(found) ? at : found), places[0] || 0);
  let start = densest < EXCERPT / 2 ? 0 : body.indexOf(" ", densest - 40) + 1;
  if (start > densest) start = densest;
  const end = body.length - start <= EXCERPT ? body.length : Math.max(body.lastIndexOf(" ", start + EXCERPT), start + 40);
  return `${start ? "… " : ""}${marked(body.slice(start, end), words)}${end < body.length ? " …" : ""}`;
};
