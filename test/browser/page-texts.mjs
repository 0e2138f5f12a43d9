/**
 * Runs inside a page before measure-page.mjs: finds the texts that are shown, the boxes that their letters fill, and
 * the short words that are broken because they have too little room.
 */
(() => {
  /** A word of so many letters fits on any line, unless the window holds only a few letters of large text. */
  const SHORT_WORD = 9;
  const NARROW_EM = 20;

  const nameOf = (element) => {
    const parts = [];
    for (let e = element; e && e !== document.body && parts.length < 4; e = e.parentElement) {
      const word = [...e.classList].filter((c) => !/^s(-\w+|\w{1,2})$/.test(c)).join('.');
      parts.unshift(e.localName + (e.id ? `#${e.id.slice(0, 14)}` : word ? `.${word}` : ''));
    }
    return parts.join(' > ');
  };
  const short = (text) => text.trim().replaceAll(/\s+/g, ' ').slice(0, 40);

  function hiddenByDesign(element) {
    for (let e = element; e; e = e.parentElement) {
      if (e.classList.contains('visually-hidden')) return true;
      if (getComputedStyle(e).clipPath === 'inset(50%)') return true;
    }
    return false;
  }
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !hiddenByDesign(element);

  const canvas = document.createElement('canvas').getContext('2d');
  const inks = new Map();
  /** The box of a line with the height that its letters really have: accents and descenders, no more. */
  function inkOf(rect, element, text) {
    const { font } = getComputedStyle(element);
    const key = font + text;
    let ink = inks.get(key);
    if (!ink) {
      canvas.font = font;
      ink = canvas.measureText(text);
      inks.set(key, ink);
    }
    const baseline =
      rect.top +
      (rect.height * ink.fontBoundingBoxAscent) / (ink.fontBoundingBoxAscent + ink.fontBoundingBoxDescent);
    return {
      left: rect.left,
      right: rect.right,
      top: baseline - ink.actualBoundingBoxAscent,
      bottom: baseline + ink.actualBoundingBoxDescent,
    };
  }

  function textsOf(root) {
    const list = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue;
      const element = node.parentElement;
      if (
        !text.trim() ||
        !element ||
        ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName) ||
        !shown(element)
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width > 1 && rect.height > 1)
          list.push({ kind: 'text', element, rect, text: short(text), whole: text });
      }
    }
    return list;
  }

  /** Short words that are broken all the same: their box is too narrow for what it says. */
  function brokenWords(root) {
    const found = [];
    if (innerWidth < NARROW_EM * parseFloat(getComputedStyle(document.documentElement).fontSize))
      return found;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement || !shown(node.parentElement)) continue;
      for (const { index, 0: word } of node.nodeValue.matchAll(/[^\s\p{Pd}/]+/gu)) {
        if (word.length > SHORT_WORD) continue;
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`"${word}" is broken in the middle in ${nameOf(node.parentElement)}`);
      }
    }
    return found;
  }

  globalThis.pageTexts = { nameOf, short, shown, inkOf, textsOf, brokenWords };
})();
