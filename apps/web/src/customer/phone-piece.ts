/** An app of one's own that reports the position: one piece, for the few who have one. */
import PhoneCard from './phone-card.svelte';
import { PhoneApp } from './phone-app.svelte.js';

export { PhoneApp, PhoneCard };
