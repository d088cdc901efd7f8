/* Ticks in a link: after `#ticks.` what the list was, as a short sum over its names, and one bit for each of them. */
{
  const START = "#ticks.";

  const sum = (keys) => {
    let found = 2166136261;
    for (const sign of keys.join("\n")) found = Math.imul(found ^ sign.codePointAt(0), 16777619);
    return (found >>> 0).toString(36);
  };

  mops.ticksToLink = (keys, ticks) => {
    const bytes = new Uint8Array(Math.ceil(keys.length / 8));
    keys.forEach((key, at) => ticks.has(key) && (bytes[at >> 3] |= 1 << (at & 7)));
    const bits = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const safe = bits.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return `${location.href.split("#")[0]}${START}${sum(keys)}.${safe}`;
  };

  /* The ticks of a link, or what is wrong with it; null where it has none. */
  mops.ticksOfLink = (keys, fragment) => {
    if (!fragment.startsWith(START)) return null;
    const [, made, bits] = /^#ticks\.([0-9a-z]+)\.([\w-]*)$/.exec(fragment) || [];
    const damaged = { problem: "This link is damaged, so its ticks cannot be shown. Ask for it again." };
    if (made === undefined) return damaged;
    if (made !== sum(keys))
      return {
        problem: "This link was made for another version of this list, so its ticks cannot be shown. Ask for a new one.",
      };
    try {
      const bytes = atob(bits.replaceAll("-", "+").replaceAll("_", "/"));
      if (bytes.length !== Math.ceil(keys.length / 8)) return damaged;
      return { ticks: new Set(keys.filter((_, at) => (bytes.charCodeAt(at >> 3) >> (at & 7)) & 1)) };
    } catch {
      return damaged;
    }
  };
}
