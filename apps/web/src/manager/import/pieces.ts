/** The import of files, which few look at: fetched when somebody does. */
import importAddress from 'piece:./import-section.svelte';
import { importPiece } from '../../ui/import-piece.js';

export const importSectionPiece = () => importPiece<typeof import('./import-section.svelte')>(importAddress);
