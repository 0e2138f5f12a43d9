/** Connections to online shops, which few people make: fetched when somebody looks at them. */
import shopsAddress from 'piece:./shops-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const shopsPiece = () => importPiece<typeof import('./shops-section.svelte')>(shopsAddress);
