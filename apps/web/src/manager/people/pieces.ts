/** The team, the screens and the administration: fetched when somebody looks at one of them. */
import sectionsAddress from 'piece:./sections.ts';
import { importPiece } from '../../ui/import-piece.js';

export const sectionsPiece = () => importPiece<typeof import('./sections.js')>(sectionsAddress);
