/** What other systems are told: fetched when somebody looks at it. */
import webhooksAddress from 'piece:./webhooks-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const webhooksPiece = () => importPiece<typeof import('./webhooks-section.svelte')>(webhooksAddress);
