/**
 * Runs inside a page: measures from the boxes, not from pixels, whether everything can be read and reached.
 * `measurePage(options)` answers what it looked at and every fault as a sentence. It looks at the topmost
 * dialog when one is open, else at the whole page.
 *
 * A text is faulty when any of its line boxes leaves the box that cuts it, its own container's sides, the
 * window's sides, or the button or card that it stands in. Two things overlap when their boxes share more than
 * two pixels each way and neither contains the other. A control is faulty when it is smaller than a finger,
 * or when something else lies over it after it was focused.
 */
/* global reachControls -- from reach-controls.mjs, which runs before like page-texts.mjs */
(() => {
  const { nameOf, short, shown, inkOf, textsOf, brokenWords } = globalThis.pageTexts;
  const TOLERANCE = 1;
  /** Boxes that are read as one sign, like a text. */
  const SIGNS = '.sign, .plate, .swatch, .initial, .mark';
  const CONTROLS = 'button, a[href], input:not([type=hidden]), select, textarea, summary';

  const styles = new Map();
  const styleOf = (element) => {
    let style = styles.get(element);
    if (!style) {
      const { overflowX, overflowY, position, display } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const left = box.left + element.clientLeft;
      const top = box.top + element.clientTop;
      style = {
        overflowX,
        overflowY,
        position,
        display,
        box,
        pad: { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight },
      };
      styles.set(element, style);
    }
    return style;
  };
  const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
  const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';

  /** The innermost scrolling box and the innermost layer (fixed, sticky, dialog) that an element stands in. */
  function homeOf(element) {
    let scroller = null;
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const { overflowX, overflowY, position } = styleOf(e);
      if (!scroller && (scrolls(overflowY) || scrolls(overflowX))) scroller = e;
      if (position === 'fixed' || position === 'sticky' || e.localName === 'dialog')
        return { scroller, layer: e };
    }
    return { scroller, layer: null };
  }

  /** What is wrong with a box that must be read, and the part of it that is seen without scrolling. */
  function judge(rect, element) {
    let { left, right, top, bottom } = rect;
    let seen = { left, right, top, bottom };
    let inScroller = false;
    // What stands absolutely is held by the box that it is placed in, not by those between.
    let free = false;
    const off = (what, e) => ({ fault: `${what} ${nameOf(e)}`, seen });
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const { overflowX, overflowY, position, display, box, pad } = styleOf(e);
      if (free && position === 'static') continue;
      free = position === 'absolute';
      if (display === 'inline' || display === 'contents') continue;
      const sideways = Math.max(box.left - left, right - box.right);
      if (!inScroller && sideways > TOLERANCE && !scrolls(overflowX))
        return off(`sticks out ${Math.round(sideways)} px at the side of`, e);
      if (e.matches('button, a, article, dialog') && !inScroller && !scrolls(overflowY)) {
        if (top < box.top - 2 || bottom > box.bottom + 2) return off('sticks out above or below', e);
      }
      if (cuts(overflowX) && (left < pad.left - TOLERANCE || right > pad.right + TOLERANCE))
        return off('is cut at the side by', e);
      if (cuts(overflowY) && (top < pad.top - TOLERANCE || bottom > pad.bottom + TOLERANCE))
        return off(
          `is cut above or below (${Math.round(Math.max(pad.top - top, bottom - pad.bottom))} px) by`,
          e,
        );
      if (scrolls(overflowY) || scrolls(overflowX)) {
        const within = { left: left - pad.left + e.scrollLeft, top: top - pad.top + e.scrollTop };
        if (within.left < -TOLERANCE || within.top < -TOLERANCE) return off('cannot be scrolled to in', e);
        if (within.left + right - left > e.scrollWidth + TOLERANCE) return off('is beyond the width of', e);
        if (within.top + bottom - top > e.scrollHeight + TOLERANCE) return off('is beyond the height of', e);
        seen = cutTo(seen, pad);
        const part = cutTo({ left, right, top, bottom }, pad);
        const outside = part.right <= part.left || part.bottom <= part.top;
        ({ left, right, top, bottom } = outside ? pad : part);
        inScroller = true;
      }
      if (position === 'fixed') break;
    }
    const page = document.documentElement;
    if (left < -TOLERANCE || right > page.clientWidth + TOLERANCE)
      return { fault: 'is off the side of the window', seen };
    if (top + scrollY < -TOLERANCE || bottom + scrollY > Math.max(page.scrollHeight, innerHeight) + TOLERANCE)
      return { fault: 'is off the end of the page', seen };
    return { fault: null, seen };
  }
  const cutTo = (a, b) => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });

  function overlaps(atoms) {
    const found = [];
    const byTop = atoms.filter(({ box }) => box.right - box.left > 2 && box.bottom - box.top > 2);
    byTop.sort((a, b) => a.box.top - b.box.top);
    for (let i = 0; i < byTop.length; i += 1) {
      const a = byTop[i];
      for (let j = i + 1; j < byTop.length && byTop[j].box.top < a.box.bottom; j += 1) {
        const b = byTop[j];
        if (a.layer !== b.layer || a.element === b.element) continue;
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const same = a.scroller === b.scroller;
        const shared = cutTo(same ? a.box : a.seen, same ? b.box : b.seen);
        if (shared.right - shared.left > 2 && shared.bottom - shared.top > 2)
          found.push(`"${a.text}" (${nameOf(a.element)}) lies over "${b.text}" (${nameOf(b.element)})`);
      }
    }
    return found;
  }

  globalThis.measurePage = ({ target = 0, most = 45 } = {}) => {
    styles.clear();
    // A card out of sight has only an estimated size; measured is the size that it takes when it comes into sight.
    if (!document.getElementById('measured-whole')) {
      const whole = document.createElement('style');
      whole.id = 'measured-whole';
      whole.textContent = '* { content-visibility: visible !important }';
      document.head.append(whole);
    }
    const root = document.querySelector('dialog[open]') ?? document.body;
    const faults = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth + TOLERANCE)
      faults.push(`the page scrolls sideways by ${page.scrollWidth - page.clientWidth} px`);

    const scrollers = [];
    let elements = 0;
    const pictures = [];
    for (const element of root.querySelectorAll('*')) {
      elements += 1;
      if (element.localName === 'svg') {
        if (shown(element)) pictures.push(element);
        continue;
      }
      if (element.ownerSVGElement) continue;
      const { overflowX, overflowY } = styleOf(element);
      if (
        scrolls(overflowX) &&
        element.scrollWidth > element.clientWidth + TOLERANCE &&
        shown(element) &&
        element.localName !== 'input'
      )
        faults.push(`${nameOf(element)} scrolls sideways by ${element.scrollWidth - element.clientWidth} px`);
      if (scrolls(overflowY) && element.scrollHeight > element.clientHeight + TOLERANCE && shown(element))
        scrollers.push(element);
    }

    const controls = [...root.querySelectorAll(CONTROLS)].filter(shown);
    const atoms = [];
    for (const { kind, element, rect, text, whole } of textsOf(root)) {
      const { fault, seen } = judge(inkOf(rect, element, whole), element);
      if (fault) faults.push(`"${text}" ${fault}`);
      // Lines of tight text share the room above their letters: what overlaps is the letters.
      const trim = rect.height * 0.16;
      const box = { left: rect.left, right: rect.right, top: rect.top + trim, bottom: rect.bottom - trim };
      atoms.push({ kind, element, text, box, seen: cutTo(box, seen), ...homeOf(element) });
    }
    const signs = [...root.querySelectorAll(SIGNS)].filter(shown);
    for (const element of [...pictures, ...signs, ...controls]) {
      const box = element.getBoundingClientRect();
      const { fault, seen } = judge(box, element.parentElement);
      const text =
        short(element.getAttribute('aria-label') ?? element.textContent ?? '') || element.localName;
      if (fault) faults.push(`${text} (${nameOf(element)}) ${fault}`);
      atoms.push({ element, text, box, seen, ...homeOf(element) });
    }
    faults.push(...overlaps(atoms), ...brokenWords(root));

    const { used, faults: unreached } = reachControls(controls, scrollers, { target, most, nameOf, short });
    faults.push(...unreached);
    return {
      elements,
      texts: atoms.filter(({ kind }) => kind === 'text').length,
      controls: used,
      faults: [...new Set(faults)],
      scrollers: scrollers.map((element) => {
        const box = element.getBoundingClientRect();
        return {
          name: nameOf(element),
          x: box.left + box.width / 2,
          y: box.top + Math.min(box.height, innerHeight) / 2,
        };
      }),
    };
  };
})();
