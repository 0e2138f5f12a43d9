import { correction, generate } from 'lean-qr/nano';
import { toSvgPath } from 'lean-qr/extras/svg';

/** As many modules as scanners want around a code. */
const QUIET = 4;

/** A text as a QR code: the path of its dark modules, each a unit wide, and the `viewBox` that leaves quiet around. */
export function qrCode(text: string): { readonly path: string; readonly viewBox: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * QUIET;
  return { path: toSvgPath(code), viewBox: `${-QUIET} ${-QUIET} ${side} ${side}` };
}
