/** The store's settings, which the page does not need to open: fetched when somebody looks at them. */
import storeAddress from 'piece:./store-settings.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const storeSettingsPiece = () => importPiece<typeof import('./store-settings.svelte')>(storeAddress);
