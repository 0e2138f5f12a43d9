/**
 * Keeps the focus near the place where it was when its element goes away: a claim replaces its own button, a
 * hand-over takes the whole card, a panel closes. Without it the focus falls back to the page's beginning, and
 * whoever works by keyboard or scanner starts again from there.
 *
 * In order: the next step of the same card, wherever the card stands now; the card that took its place in the
 * list; the list's heading.
 */
const FOCUSABLE = 'button:not(:disabled), input:not(:disabled), a[href]';

interface Place {
  readonly element: Element;
  readonly cardId: string | null;
  readonly list: Element | null;
  readonly index: number;
}

/** Watches `root`, for instance as a Svelte attachment; the answer ends the watch. */
export function keepFocus(root: HTMLElement): () => void {
  let last: Place | null = null;

  function remember(event: FocusEvent): void {
    if (!(event.target instanceof Element)) return;
    const item = event.target.closest('li');
    const card = event.target.closest('article[id]');
    last = {
      element: event.target,
      cardId: card?.id ?? null,
      list: item?.parentElement ?? null,
      index: item?.parentElement ? [...item.parentElement.children].indexOf(item) : -1,
    };
  }

  function restore(): void {
    const { activeElement } = document;
    const lost = activeElement === null || activeElement === document.body;
    if (!lost || last === null || last.element.isConnected) return;
    if (document.querySelector('dialog[open]')) return;
    const place = last;
    last = null;
    nextPlace(root, place)?.focus({ preventScroll: place.cardId === null });
  }

  // Listens on the root alone: what has the focus in a panel is the panel's own affair.
  root.addEventListener('focusin', remember);
  const observer = new MutationObserver(restore);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

function nextPlace(root: HTMLElement, place: Place): HTMLElement | null {
  const card = place.cardId === null ? null : document.getElementById(place.cardId);
  const list = place.list?.isConnected ? place.list : null;
  const neighbor = list?.children[Math.min(place.index, list.children.length - 1)];
  const heading = list?.closest('section')?.querySelector<HTMLElement>('h2[tabindex]');
  return (
    (card?.checkVisibility() ? card.querySelector<HTMLElement>(FOCUSABLE) : null) ??
    neighbor?.querySelector<HTMLElement>(FOCUSABLE) ??
    heading ??
    root.querySelector<HTMLElement>('h1[tabindex]')
  );
}

/** Moves the focus to `element` unless something has it already: for a screen that has just been drawn. */
export function focusWhenLost(element: HTMLElement): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) element.focus({ preventScroll: true });
}
