/* Answers what Material's search field asks of its worker, and what the choices below the field say. */
const search = {
  head: null,
  chosen: {},
  tell: () => {},

  /* Reads the index when it is needed first. */
  ready() {
    search.head ||= files.head().then((head) => {
      search.tell({ choices: head.choices });
      return head;
    });
    search.head.catch(() => (search.head = null));
    return search.head;
  },

  async answer(query) {
    const head = await search.ready();
    const terms = termsOf(head, query);
    await weigh(head, terms);
    const numbers = {};
    for (const [name, value] of Object.entries(search.chosen))
      numbers[name] = head.choices[name] ? head.choices[name].findIndex(([one]) => one === value) + 1 : 0;
    const items = await shown(head, terms, ranked(head, terms, numbers));
    return { items, suggest: completed(head, terms) };
  },
};

/* The word that somebody is probably typing. */
const completed = (head, terms) => {
  const word = terms.length ? terms[terms.length - 1].word : "";
  const [first] = beginning(head, word);
  return first === undefined || head.numbers.has(word) ? undefined : [head.words[first]];
};

search.open = (base, tell) => {
  files.base = base;
  search.tell = tell;
};
self.mopsSearch = search;
