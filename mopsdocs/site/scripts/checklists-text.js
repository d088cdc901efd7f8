/* A checklist as text: a list of tasks in Markdown, and a table for spreadsheets. Titles are only ever text in both. */
{
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();

  /* Nothing in it is a link, a tag, emphasis or a mention. */
  const literal = (text) => text.replace(/[\\`*_[\]<>#|~&!{}$:]/g, "\\$&").replaceAll("@", "@\u2060");

  const isGate = (row) => row.url.includes("#gate-");

  const link = (row) => `[${literal(row.title)}](<${row.url}>)`;

  mops.asMarkdown = (list, isDone, heading, summary) => {
    const lines = [`# ${literal(heading)}`, "", summary];
    for (const group of list.groups) {
      if (!group.rows.length) continue;
      lines.push("", `## ${literal(group.title)}`, "");
      for (const row of group.rows) {
        const box = row.key ? `[${isDone(row) ? "x" : " "}] ` : "";
        if (row.host === row.part) lines.push(`- ${box}${isGate(row) ? "Gate: " : ""}${link(row)}`);
        else lines.push(`    - ${box}${literal(row.title)}`);
      }
    }
    return `${lines.join("\n")}\n`;
  };

  /* A spreadsheet takes a cell that begins like this for a formula, also behind blanks and quotes, and one that cuts
     at semicolons looks behind each of them: the rule of `mopsdocs export`. */
  const BLANKS = "[\\s\\x1c-\\x1f\\x85\"'`\\u00ad\\u115f\\u1160\\u180e\\u2800\\u3164\\uffa0]*";
  const STARTERS = "[-=+@\\u2212\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20]";
  const FORMULA = new RegExp(`^${BLANKS}${STARTERS}`);
  const INSIDE = new RegExp(`([;\\t\\n\\r\\v\\f\\x85\\u2028\\u2029]${BLANKS})(?=${STARTERS})`, "g");

  const inert = (text) => {
    const inside = text.replace(INSIDE, "$1’");
    return FORMULA.test(inside) ? `“${inside}”` : inside;
  };

  const cells = (row, campaign) => {
    const { part, key, title, url } = row;
    const own = row.host === part;
    const id = url.replace(/^[^#]*#?(step-|gate-)?/, "") + (own ? "" : `/${key.split("/").pop()}`);
    const day = part.querySelector("[data-label=Due] time");
    const due = part.querySelector(".mops-due, [data-label=Due]");
    const roles = [...part.querySelectorAll(".mops-who :is(a, code)")].map((one) => one.textContent).join("; ");
    const kind = own ? "step" : isGate(row) ? "criterion" : "item";
    const when = [day ? day.dateTime : "", day || !due ? "" : squeeze(due.textContent)];
    return [campaign, row.group.title, kind, own ? part.dataset.part : "", id, title, ...when, roles, url];
  };

  mops.asCsv = (list, isDone, campaign, column) => {
    const head = ["Campaign", column, "Kind", "Type", "Id", "Title", "Date", "Due", "Roles", "Link", "Status"];
    const rows = list.boxes.map((row) => [...cells(row, campaign), isDone(row) ? "Done" : "To Do"]);
    const cell = (text) => `"${inert(text).replaceAll('"', '""')}"`;
    return [head, ...rows].map((one) => `${one.map(cell).join(",")}\r\n`).join("");
  };
}
