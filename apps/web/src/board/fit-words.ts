/** Writes words of any length smaller (`--fit`, a share of their size) until they fit their box, so that none is cut. */
export function fitWords(box: HTMLElement, words: HTMLElement): void {
  for (let fit = 1; fit > 0.3; fit -= 0.06) {
    box.style.setProperty('--fit', fit.toFixed(2));
    if (words.offsetHeight <= box.clientHeight) break;
  }
}

/** The same whenever the box changes its size. @returns ends it */
export function fitWhenResized(box: HTMLElement, words: HTMLElement): () => void {
  const observer = new ResizeObserver(() => fitWords(box, words));
  observer.observe(box);
  return () => observer.disconnect();
}
