/** The table of stores, which the page does not need to open: fetched when somebody looks at it. */
import storesAddress from 'piece:./stores-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const storesPiece = () => importPiece<typeof import('./stores-section.svelte')>(storesAddress);
