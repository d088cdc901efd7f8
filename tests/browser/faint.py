"""Words that are hard to read."""

from __future__ import annotations

from playwright.sync_api import Page

_USUAL = (
    "article svg text, article .mops-badge, article .mops-late, article .mops-muted, article small, "
    "article .mops-named, article .mops-run, article .mops-settled a, article .mops-late-count, article .mops-over"
)


def faint(page: Page, others: str = "") -> list[str]:
    """Words with less contrast than 4.5:1 (WCAG 2.2 AA) to what is behind them; `others` are more selectors."""
    found: list[str] = page.evaluate(_FAINT, f"{_USUAL}, {others}" if others else _USUAL)
    return found


_FAINT = """(mine) => {
  const parse = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
  const over = (front, back) => {
    const a = front[3] ?? 1;
    return [0, 1, 2].map((i) => front[i] * a + back[i] * (1 - a));
  };
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(parse(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((back, layer) => (layer.length ? over(layer, back) : back), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  for (const element of document.querySelectorAll(mine)) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const mark = element.closest(".mops-mark--done");
    const back = mark ? parse(getComputedStyle(mark.querySelector("circle")).fill) : behind(element);
    const front = over(parse(element.closest("svg") ? style.fill : style.color), back);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const name = element.className.baseVal ?? element.className;
    if (ratio < 4.5) faint.push(`${name} ${element.textContent}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
}"""
