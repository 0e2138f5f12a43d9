/** The figures, which the page does not need to open: fetched when somebody looks at them. */
import figuresAddress from 'piece:./figures-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const figuresPiece = () => importPiece<typeof import('./figures-section.svelte')>(figuresAddress);
