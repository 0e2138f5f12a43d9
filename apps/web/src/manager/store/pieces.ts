/** The store's settings and its set-up, which the page does not need to open: fetched when somebody looks at them. */
import newStoreAddress from 'piece:./new-store-form.svelte';
import setUpAddress from 'piece:./set-up-steps.svelte';
import storeAddress from 'piece:./store-settings.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const storeSettingsPiece = () => importPiece<typeof import('./store-settings.svelte')>(storeAddress);
export const newStorePiece = () => importPiece<typeof import('./new-store-form.svelte')>(newStoreAddress);
export const setUpPiece = () => importPiece<typeof import('./set-up-steps.svelte')>(setUpAddress);
