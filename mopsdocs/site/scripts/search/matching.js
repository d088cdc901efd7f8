/* From what somebody typed to words that pages have. Each form counts as much as it is like what was typed. */
const MANY = 16;

/* What is looked for: one entry per telling word, with the words of the index that stand for it and their qualities. */
const termsOf = (head, typed) => {
  const compounds = text.compounds(typed);
  const telling = compounds.map((compound) => text.forms(compound, head.small));
  const all = telling.some((forms) => forms.length) ? telling : compounds.map((compound) => text.forms(compound, new Set()));
  const terms = [];
  all.forEach((forms, place) => {
    const whole = forms[forms.length - 1];
    const isCompound = forms.length > 1 || /[-_‐‑'’]/.test(compounds[place]);
    const parts = isCompound ? forms.slice(0, -1) : forms;
    for (const word of parts.length ? parts : forms) {
      const sign = head.numbers.get(whole);
      const term = { word, forms: new Map(), sign, isLast: place === all.length - 1 };
      term.most = isCompound && sign !== undefined ? 0.75 : 1; // whoever joins words means them joined
      if (isCompound) add(term, sign, 1);
      for (const [left, right] of [[place - 1, place], [place, place + 1]])
        if (compounds[left] && compounds[right])
          add(term, head.numbers.get(text.folded(compounds[left] + compounds[right]).replace(/[^\p{L}\p{N}]/gu, "")), 0.9);
      terms.push(term);
    }
  });
  return terms.flatMap((term) => withForms(head, term));
};

const add = (term, number, quality) => {
  if (number !== undefined && quality > (term.forms.get(number) || 0)) term.forms.set(number, quality);
};

const withForms = (head, term) => {
  const { word } = term;
  const exact = head.numbers.get(word);
  add(term, exact, term.most);
  for (const number of [...term.forms.keys()])
    for (const [other, quality] of head.related.get(number) || []) add(term, other, quality * term.forms.get(number));
  const begun = beginning(head, word);
  const most = exact === undefined ? (term.isLast ? 0.85 : 0.7) : 0.45;
  for (const number of begun) add(term, number, most * (word.length / head.words[number].length) ** 0.3);
  if (term.forms.size) return [term];
  const [one, other] = apart(head, word);
  if (other) return [one, other].map((part) => withForms(head, { ...term, word: part, forms: new Map() })).flat();
  endings(head, word).forEach((number) => add(term, number, 0.65));
  misspelt(head, word, term.isLast).forEach(([number, quality]) => add(term, number, quality));
  return [term];
};

/* Words that begin with `word`, the shortest of them. */
const beginning = (head, word) => {
  const found = [];
  if (word.length < 2) return found;
  for (let number = place(head.words, word); number < head.words.length && found.length < 300; number++) {
    if (!head.words[number].startsWith(word)) break;
    if (head.words[number] !== word) found.push(number);
  }
  return found.sort((a, b) => head.words[a].length - head.words[b].length || a - b).slice(0, MANY);
};

/* Where `word` stands among sorted words, or would. */
const place = (words, word) => {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
};

/* Two words that somebody wrote as one. */
const apart = (head, word) => {
  for (let cut = word.length - 3; cut >= 3; cut--)
    if (head.numbers.has(word.slice(0, cut)) && head.numbers.has(word.slice(cut))) return [word.slice(0, cut), word.slice(cut)];
  return [];
};

/* Words that differ from `word` in their endings, in any language. */
const endings = (head, word) => {
  const shared = Math.max(4, Math.ceil(word.length * 0.66));
  if (word.length < shared) return [];
  const stem = word.slice(0, shared);
  const alike = (other) => other.startsWith(stem) && other.length - commonLetters(other, word) <= 4;
  const found = [];
  for (let number = place(head.words, stem); number < head.words.length && head.words[number].startsWith(stem); number++)
    if (alike(head.words[number])) found.push(number);
  for (let length = word.length - 1; length >= shared; length--) {
    const number = head.numbers.get(word.slice(0, length));
    if (number !== undefined) found.push(number);
  }
  return [...new Set(found)].slice(0, MANY);
};

const commonLetters = (one, other) => {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
};

/* The words closest to a misspelt one: one wrong letter from four letters on, two from eight on. */
const misspelt = (head, word, isLast) => {
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  let [best, found] = [most + 1, []];
  head.words.forEach((other, number) => {
    if (!most || (!isLast && Math.abs(other.length - word.length) > best)) return;
    if (other.length < word.length - best || other.length < 3) return;
    const [whole, begun] = distances(word, other, Math.min(best, most));
    const distance = Math.min(whole, isLast && word.length >= 5 ? begun + 0.5 : Infinity) + (word[0] === other[0] ? 0 : 0.25);
    if (distance > most + 0.75) return;
    if (distance < best) best = distance;
    found.push([number, distance]);
  });
  found = found.filter(([, distance]) => distance < best + 0.5).sort(([, a], [, b]) => a - b);
  return found.slice(0, MANY).map(([number, distance]) => [number, 0.9 - 0.22 * distance]);
};

/* Wrong, missing, superfluous and swapped letters between two words, and between one and the beginning of the other. */
const distances = (word, other, most) => {
  let [before, row] = [null, Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let line = 1; line <= word.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const same = word[line - 1] === other[column - 1] ? 0 : 1;
      let cost = Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + same);
      if (line > 1 && column > 1 && word[line - 1] === other[column - 2] && word[line - 2] === other[column - 1])
        cost = Math.min(cost, before[column - 2] + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return [Infinity, Infinity];
    [before, row] = [row, next];
  }
  return [row[other.length], Math.min(...row)];
};
