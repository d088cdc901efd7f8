/* The index in its files: the head whole, lists of words, texts and pages as they are needed. */
const files = {
  base: "",
  kept: new Map(),

  fetched(path, options) {
    return fetch(`${files.base}${path}`, options).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer;
    });
  },

  /* One file; fetched again after a failure. */
  read(name) {
    if (!files.kept.has(name)) {
      const reading = files
        .fetched(`${name}.idx`)
        .then((answer) => new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json());
      reading.catch(() => files.kept.delete(name));
      files.kept.set(name, reading);
    }
    return files.kept.get(name);
  },

  async head() {
    const entry = await (await files.fetched("entry.json", { cache: "no-cache" })).json();
    const head = await files.read(entry.head);
    return opened(head);
  },

  /* Rows of a kind by their numbers. */
  async rows(head, kind, numbers) {
    const { starts, names } = head.chunks[kind];
    const wanted = [...new Set(numbers)].map((number) => [number, last(starts, number)]);
    const chunks = new Map();
    await Promise.all(
      [...new Set(wanted.map(([, chunk]) => chunk))].map(async (chunk) => chunks.set(chunk, await files.read(names[chunk]))),
    );
    return new Map(wanted.map(([number, chunk]) => [number, chunks.get(chunk)[number - starts[chunk]]]));
  },
};

/* The place of the last of rising `numbers` that is not above `number`. */
const last = (numbers, number) => {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= number) low = middle;
    else high = middle;
  }
  return low;
};

const summed = (apart) => {
  let sum = 0;
  return apart.map((more) => (sum += more));
};

/* The head, ready for use. */
const opened = (head) => {
  const words = [];
  for (const [, shared, rest] of head.words.matchAll(/([A-Z])([^A-Z]*)/g))
    words.push((words.length ? words[words.length - 1].slice(0, shared.charCodeAt(0) - 65) : "") + rest);
  const numbers = new Map(words.map((word, number) => [word, number]));
  const related = new Map();
  const relate = (groups, quality) =>
    groups.forEach((group) =>
      group.forEach((one) => {
        const others = related.get(one) || related.set(one, []).get(one);
        group.forEach((other) => other !== one && others.push([other, quality]));
      }),
    );
  relate(head.families, 0.7);
  relate(head.synonyms, 0.6);
  const starts = summed(head.pages.sections);
  const sets = [null, ...head.sets.map(summed)];
  const owner = new Uint32Array(head.sections.stage.length);
  starts.forEach((start, page) => owner.fill(page, start, starts[page + 1] ?? owner.length));
  const chunks = {};
  for (const [kind, made] of Object.entries(head.chunks))
    chunks[kind] = { names: made.map(([, name]) => name), starts: [0, ...summed(made.map(([size]) => size))].slice(0, -1) };
  return {
    ...head,
    small: new Set(head.small.split(" ")),
    words,
    numbers,
    related,
    starts,
    owner,
    chunks,
    lists: [[], ...head.lists],
    source: head.pages.source.map((apart, page) => page - apart),
    pagesOf: (section) => sets[head.sections.pages[section]] || [owner[section]],
  };
};
