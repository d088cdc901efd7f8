/* Words as the search compares them: mopsdocs/site/search/words.py does the same to the pages. */
const text = {
  letters: { ı: "i", ß: "ss", ł: "l", đ: "d", ø: "o", æ: "ae", œ: "oe", þ: "th", ð: "d", ħ: "h" },
  mark: /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]/g,
  compound: /[\p{L}\p{N}]+(?:[-_‐‑'’][\p{L}\p{N}]+)*/gu,
  part: /[\p{L}\p{N}]+/gu,

  folded(word) {
    const plain = word.normalize("NFKD").toLowerCase();
    return plain.replace(/[ıßłđøæœþðħ]/g, (letter) => text.letters[letter]).replace(text.mark, "");
  },

  compounds(typed) {
    return (
      typed
        .normalize("NFC")
        .replace(/(?<=\d)[.,'’](?=\d{3}(?!\d))/g, "")
        .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll(".", ""))
        .replace(/(?<![\p{L}\p{N}])(\d+)[kK](?![\p{L}\p{N}])/gu, "$1000")
        .match(text.compound) || []
    );
  },

  /* The words of one compound: its parts without the small ones, and itself in one word. */
  forms(compound, small) {
    const parts = compound.match(text.part) || [];
    const telling = (part) => !small.has(text.folded(part)) || (part.length > 1 && part === part.toUpperCase() && part !== part.toLowerCase());
    if (parts.length === 1) return telling(compound) ? text.folded(compound).split(/\s+/) : [];
    const apart = parts.filter((part) => part.length > 1 && telling(part)).map(text.folded);
    return [...apart, text.folded(parts.join(""))];
  },

  escaped(plain) {
    return plain.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  },
};
