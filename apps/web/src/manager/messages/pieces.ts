/** The messages to customers: fetched when somebody looks at them. */
import messagesAddress from 'piece:./messages-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const messagesPiece = () => importPiece<typeof import('./messages-section.svelte')>(messagesAddress);
