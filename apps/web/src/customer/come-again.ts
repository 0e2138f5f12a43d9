/**
 * Sees to it that the page comes. A browser remembers a script that was lost on its way, and runs nothing that imports
 * it: only a page that is loaded anew asks for it again. Stands by itself, so that no other lost script stops it.
 */
addEventListener('load', () => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const came = document.documentElement.dataset['page'] === 'here';
  // No more than once, since it may be the page itself that fails.
  if (!came && navigation?.type !== 'reload') location.reload();
});
