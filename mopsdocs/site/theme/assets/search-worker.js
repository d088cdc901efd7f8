/* Material's search worker, asked better questions.
 *
 * Material turns every word of a query into a prefix, small words too, so that "what is an MQL" finds everything that
 * begins with "an" in its title. This worker loads Material's (its file name is the fragment of this one's address)
 * and takes the words out that say nothing about what is looked for.
 */
"use strict";
{
  const EMPTY_WORDS = new Set(
    ("a about am an and any are as at be been but by can could did do does for from get give had has have how i if in " +
      "into is it its like make may me might must my need of on or our please shall should show so some tell than " +
      "that the their them then there these they this those to up us want was we were what when where which who " +
      "whom whose why will with would you your").split(" "),
  );
  const QUERY = 2; // SearchMessageType.QUERY of Material for MkDocs 9

  const withoutEmptyWords = (query) => {
    if (/["+^~:*-]/.test(query)) return query; // somebody who knows the query syntax means every word
    const words = query.split(/\s+/);
    const telling = words.filter((word) => !EMPTY_WORDS.has(word.toLowerCase().replace(/[?!.,]+$/, "")));
    return telling.some(Boolean) ? telling.join(" ").replace(/[?!]+(?=\s|$)/g, "") : query;
  };

  const listen = self.addEventListener.bind(self);
  self.addEventListener = (type, listener, ...rest) =>
    listen(
      type,
      (event) => {
        const message = event.data;
        const isQuery = type === "message" && message && message.type === QUERY && typeof message.data === "string";
        listener(isQuery ? { data: { ...message, data: withoutEmptyWords(message.data) } } : event);
      },
      ...rest,
    );
  importScripts(`javascripts/workers/${self.location.hash.slice(1)}`);
}
