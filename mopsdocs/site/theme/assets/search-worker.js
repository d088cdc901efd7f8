/* Material's search worker, asked better questions.
 *
 * Material turns every word of a query into a prefix, small words too, so that "what is an MQL" finds everything that
 * begins with "an" in its title. This worker loads Material's (its file name is the fragment of this one's address)
 * and takes the words out that say nothing about what is looked for. Pages of rules weigh next to nothing, so that
 * everyday words lead to the work; whoever types the id of a rule gets its page first.
 */
"use strict";
{
  const EMPTY_WORDS = new Set(
    ("a about am an and any are as at be been but by can could did do does for from get give had has have how i if in " +
      "into is it its like make may me might must my need of on or our please shall should show so some tell than " +
      "that the their them then there these they this those to up us want was we were what when where which who " +
      "whom whose why will with would you your").split(" "),
  );
  const SETUP = 0; // SearchMessageType of Material for MkDocs 9
  const QUERY = 2;
  const RESULT = 3;
  const rules = new Set();
  let wanted = "";

  const withoutEmptyWords = (query) => {
    if (/["+^~:*-]/.test(query)) return query; // somebody who knows the query syntax means every word
    const words = query.split(/\s+/);
    const telling = words.filter((word) => !EMPTY_WORDS.has(word.toLowerCase().replace(/[?!.,]+$/, "")));
    return telling.some(Boolean) ? telling.join(" ").replace(/[?!]+(?=\s|$)/g, "") : query;
  };

  const learnRules = (docs) => {
    for (const { location } of docs) if (/^rules\/[^/#]+\/$/.test(location)) rules.add(location);
  };

  /* Reports write ids as [approver-is-doer]. */
  const asked = (query) => {
    const id = query.trim().replace(/^\[|\]$/g, "");
    wanted = rules.has(`rules/${id}/`) ? `rules/${id}/` : "";
    return wanted ? id : withoutEmptyWords(query);
  };

  const wantedFirst = (items) => {
    const isWanted = ([page]) => page && page.location === wanted;
    return [...items.filter(isWanted), ...items.filter((item) => !isWanted(item))];
  };

  const post = self.postMessage.bind(self);
  self.postMessage = (message, ...rest) => {
    const isResult = message && message.type === RESULT && wanted && Array.isArray(message.data.items);
    post(isResult ? { ...message, data: { ...message.data, items: wantedFirst(message.data.items) } } : message, ...rest);
  };

  const listen = self.addEventListener.bind(self);
  self.addEventListener = (type, listener, ...rest) =>
    listen(
      type,
      (event) => {
        const message = type === "message" && event.data ? event.data : {};
        if (message.type === SETUP && message.data && Array.isArray(message.data.docs)) learnRules(message.data.docs);
        const isQuery = message.type === QUERY && typeof message.data === "string";
        listener(isQuery ? { data: { ...message, data: asked(message.data) } } : event);
      },
      ...rest,
    );
  importScripts(`javascripts/workers/${self.location.hash.slice(1)}`);
}
