/** The team, the screens and the administration, which have much in common: one piece. */
export { default as AdminSection } from '../admin/admin-section.svelte';
export { default as PeopleSection } from './people-section.svelte';
export { default as ScreensSection } from './screens-section.svelte';
