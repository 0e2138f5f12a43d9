/** The alerts, fetched once the page has opened: a store where all is well needs none of it to be drawn. */
import alertsAddress from 'piece:./store-alerts.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const alertsPiece = () => importPiece<typeof import('./store-alerts.svelte')>(alertsAddress);
