/**
 * What a board does not need to open. The panels are fetched at once all the same: no tap waits for the network. What is
 * in the bags has to be asked of the network in any case.
 */
import enrolAddress from 'piece:./enrol-screen.svelte';
import changesAddress from 'piece:./card-changes.svelte';
import contentsAddress from 'piece:./order-contents.svelte';
import lockerStripAddress from 'piece:./locker-strip.svelte';
import lockersPanelAddress from 'piece:./lockers-panel.svelte';
import gesturesAddress from 'piece:./gestures-piece.ts';
import shortagesAddress from 'piece:./card-shortages.svelte';
import moreAddress from 'piece:./card-more.svelte';
import panelsAddress from 'piece:./later-panels.ts';
import wallAddress from 'piece:./wall-screen.svelte';
import { importPiece } from '../ui/import-piece.js';

export const laterPanels = importPiece<typeof import('./later-panels.js')>(panelsAddress);
export const enrolScreen = () => importPiece<typeof import('./enrol-screen.svelte')>(enrolAddress);
export const wallScreen = () => importPiece<typeof import('./wall-screen.svelte')>(wallAddress);
export const cardShortages = () => importPiece<typeof import('./card-shortages.svelte')>(shortagesAddress);
export const lockerStrip = () => importPiece<typeof import('./locker-strip.svelte')>(lockerStripAddress);
export const lockersPanel = () => importPiece<typeof import('./lockers-panel.svelte')>(lockersPanelAddress);
export const gesturesPiece = () => importPiece<typeof import('./gestures-piece.js')>(gesturesAddress);
export const cardChanges = () => importPiece<typeof import('./card-changes.svelte')>(changesAddress);
export const cardMore = () => importPiece<typeof import('./card-more.svelte')>(moreAddress);
export const orderContents = () => importPiece<typeof import('./order-contents.svelte')>(contentsAddress);
