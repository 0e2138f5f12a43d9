/** Finding a store by words, which few need: fetched where somebody does. */
import findStoreAddress from 'piece:./store/find-store.svelte';
import { importPiece } from '../ui/import-piece.js';

export const findStorePiece = () => importPiece<typeof import('./store/find-store.svelte')>(findStoreAddress);
