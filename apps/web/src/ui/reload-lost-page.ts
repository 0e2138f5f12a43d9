/**
 * Reloads a page whose scripts or styles were lost. A browser remembers a script that was lost on its way, and runs nothing that imports
 * it; nor does it ask again for lost styles. Only a page that is loaded anew does. Stands by itself (reload-lost-page.ts beside
 * vite.config.ts), so that no other lost file stops it.
 */
const AGAIN_AFTER_MS = 10_000;

addEventListener('load', () => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const came = document.documentElement.dataset['page'] === 'here';
  const styled = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(hasRules);
  if (came && styled) return;
  // At once the first time; then now and then, since a wall has nobody who would reload it.
  const again = navigation?.type === 'reload' ? AGAIN_AFTER_MS : 0;
  setTimeout(() => location.reload(), again);
});

/** Lost styles are an empty sheet in one browser, one that cannot be read in another, and none in a third. */
function hasRules({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}
