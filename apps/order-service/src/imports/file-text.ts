/** The bytes of a file as text: what spreadsheets save is UTF-8, UTF-16, or the Windows of Western Europe. */
import type { ImportAbout } from '@curbline/contracts/http';

export interface FileText {
  readonly text: string;
  readonly encoding: ImportAbout['encoding'];
}

/** Without a mark at its beginning a file is UTF-8 if it can be; in Latin-1 an accent is hardly ever valid UTF-8. */
export function textOf(bytes: Uint8Array): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', 'utf-16', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('utf-16be', 'utf-16', bytes);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return decoded('windows-1252', 'windows-1252', bytes);
  }
}

/** The decoder leaves a byte order mark out. */
function decoded(label: string, encoding: FileText['encoding'], bytes: Uint8Array): FileText {
  return { text: new TextDecoder(label).decode(bytes), encoding };
}
