/**
 * Runs inside a page before measure-page.mjs: gives each control the focus, as a keyboard would, and tells which is
 * too small for a finger, does not take the focus, or is covered by something else once it has it.
 */
(() => {
  /** Of many alike the first, the last and some between; of few, all. */
  function sampled(list, most) {
    if (list.length <= most) return list;
    const third = Math.floor(most / 3);
    const step = Math.max(1, Math.floor(list.length / third));
    return list.filter((_, i) => i < third || i >= list.length - third || i % step === 0);
  }

  function coveredBy(element, nameOf) {
    const box = element.getBoundingClientRect();
    for (const [x, y] of [
      [0.5, 0.5],
      [0.2, 0.25],
      [0.8, 0.25],
      [0.2, 0.75],
      [0.8, 0.75],
    ]) {
      const point = [box.left + box.width * x, box.top + box.height * y];
      const at = document.elementFromPoint(...point);
      // Of what is taller than the window a part is always beyond its edge.
      if (at === null && box.height > innerHeight) continue;
      if (at === null) return 'the edge of the window';
      const label = element.labels?.[0];
      if (!element.contains(at) && !at.contains(element) && !label?.contains(at)) return nameOf(at);
      if (at !== element && at.contains(element) && at !== label && !label?.contains(at))
        return `${nameOf(at)}, which holds it`;
    }
    return null;
  }

  globalThis.reachControls = (controls, scrollers, { target, most, nameOf, short }) => {
    const faults = [];
    const before = document.activeElement;
    const places = scrollers.map((element) => [element, element.scrollTop]);
    const pagePlace = scrollY;
    const used = sampled(
      controls.filter((c) => !c.disabled),
      most,
    );
    for (const element of used) {
      const hit =
        element.labels?.length && ['checkbox', 'radio'].includes(element.type) ? element.labels[0] : element;
      const box = hit.getBoundingClientRect();
      const word = short(element.getAttribute('aria-label') ?? element.textContent ?? '') || nameOf(element);
      if (target && (box.width < target - 0.5 || box.height < target - 0.5))
        faults.push(
          `${word} (${nameOf(element)}) is ${Math.round(box.width)} × ${Math.round(box.height)} px, less than ${target}`,
        );
      // One that has the focus already would not be scrolled to.
      if (document.activeElement === element) element.blur();
      element.focus();
      if (document.activeElement !== element)
        faults.push(`${word} (${nameOf(element)}) does not take the focus`);
      const cover = coveredBy(hit, nameOf);
      if (cover) faults.push(`${word} (${nameOf(element)}) is covered by ${cover}`);
    }
    before?.focus?.({ preventScroll: true });
    if (before === document.body || before === null) document.activeElement?.blur?.();
    for (const [element, place] of places) element.scrollTop = place;
    scrollTo(0, pagePlace);
    return { used: used.length, faults };
  };
})();
