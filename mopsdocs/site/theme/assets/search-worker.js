/* Stands where Material has its search worker, and says so little that a page costs nothing until somebody searches.
 * What finds and where it finds it is fetched with the first question, or when the search field is opened.
 */
"use strict";
{
  const SETUP = 0; // SearchMessageType of Material for MkDocs 9
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const [, , name] = self.location.hash.split("#"); // the first is what Material calls its worker
  const page = name ? new BroadcastChannel(name) : null;
  const tell = (message) => page && page.postMessage(message);
  let [asked, chosen] = [0, {}];

  const load = () => {
    if (!self.mopsSearch) {
      importScripts("search.js");
      self.mopsSearch.open(new URL("../search/", self.location.href).href, tell);
    }
    self.mopsSearch.chosen = chosen;
    return self.mopsSearch;
  };

  const answer = async (query) => {
    const mine = ++asked;
    try {
      const data = query.trim() ? await load().answer(query) : { items: [] };
      if (mine !== asked) return;
      self.postMessage({ type: RESULT, data });
      tell({ failed: false });
    } catch {
      if (mine !== asked) return;
      self.postMessage({ type: RESULT, data: { items: [] } });
      tell({ failed: true });
    }
  };

  const open = async () => {
    try {
      await load().ready();
    } catch {
      tell({ failed: true });
    }
  };

  let query = "";
  self.addEventListener("message", ({ data }) => {
    if (data.type === SETUP) self.postMessage({ type: READY });
    if (data.type === QUERY) answer((query = data.data));
  });

  if (page) {
    page.addEventListener("message", ({ data }) => {
      if (data.chosen) chosen = data.chosen;
      if (data.open) open();
      if (data.again && query.trim()) answer(query);
    });
    tell({ here: true });
  }
}
