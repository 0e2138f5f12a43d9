/** What only some who open a store's settings need, and what is large: fetched when it is asked for. */
import qrAddress from 'piece:../../ui/qr.ts';
import discreetAddress from 'piece:./discreet-form.svelte';
import messagesAddress from 'piece:./messages-form.svelte';
import placeMapAddress from 'piece:./map/place-map.ts';
import tileArchiveAddress from 'piece:./map/tile-archive.ts';
import countersAddress from 'piece:./counters-form.svelte';
import lockersAddress from 'piece:./lockers-form.svelte';
import signPdfAddress from 'piece:./sign-pdf.ts';
import servicesAddress from 'piece:./services-form.svelte';
import gesturesAddress from 'piece:./gestures-form.svelte';
import shortagesAddress from 'piece:./shortages-form.svelte';
import tripPlayAddress from 'piece:./try-out/trip-play.ts';
import { importPiece } from '../../ui/import-piece.js';

export const qrPiece = () => importPiece<typeof import('../../ui/qr.js')>(qrAddress);
export const discreetForm = () => importPiece<typeof import('./discreet-form.svelte')>(discreetAddress);
export const messagesForm = () => importPiece<typeof import('./messages-form.svelte')>(messagesAddress);
export const servicesForm = () => importPiece<typeof import('./services-form.svelte')>(servicesAddress);
export const gesturesForm = () => importPiece<typeof import('./gestures-form.svelte')>(gesturesAddress);
export const shortagesForm = () => importPiece<typeof import('./shortages-form.svelte')>(shortagesAddress);
export const countersForm = () => importPiece<typeof import('./counters-form.svelte')>(countersAddress);
export const lockersForm = () => importPiece<typeof import('./lockers-form.svelte')>(lockersAddress);
export const signPdfPiece = () => importPiece<typeof import('./sign-pdf.js')>(signPdfAddress);
export const placeMapPiece = () => importPiece<typeof import('./map/place-map.js')>(placeMapAddress);
export const tileArchivePiece = () => importPiece<typeof import('./map/tile-archive.js')>(tileArchiveAddress);
export const tripPlayPiece = () => importPiece<typeof import('./try-out/trip-play.js')>(tripPlayAddress);
