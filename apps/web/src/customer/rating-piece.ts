/** How it went: one piece, for whoever has their order. */
export { default as RatingCard } from './rating-card.svelte';
