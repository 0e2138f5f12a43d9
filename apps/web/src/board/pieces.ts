/**
 * What a board does not need to open. The panels are fetched at once all the same: no tap waits for the network. What is
 * in the bags has to be asked of the network in any case.
 */
import enrolAddress from 'piece:./enrol-screen.svelte';
import extrasAddress from 'piece:./card-extras.svelte';
import contentsAddress from 'piece:./order-contents.svelte';
import lockerStripAddress from 'piece:./locker-strip.svelte';
import lockersPanelAddress from 'piece:./lockers-panel.svelte';
import panelsAddress from 'piece:./later-panels.ts';
import wallAddress from 'piece:./wall-screen.svelte';
import { importPiece } from '../ui/import-piece.js';

export const laterPanels = importPiece<typeof import('./later-panels.js')>(panelsAddress);
export const enrolScreen = () => importPiece<typeof import('./enrol-screen.svelte')>(enrolAddress);
export const wallScreen = () => importPiece<typeof import('./wall-screen.svelte')>(wallAddress);
export const lockerStrip = () => importPiece<typeof import('./locker-strip.svelte')>(lockerStripAddress);
export const lockersPanel = () => importPiece<typeof import('./lockers-panel.svelte')>(lockersPanelAddress);
export const cardExtras = () => importPiece<typeof import('./card-extras.svelte')>(extrasAddress);
export const orderContents = () => importPiece<typeof import('./order-contents.svelte')>(contentsAddress);
