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

/** A QR code as stretches of dark modules, each `from` one column up to before another. */
export interface QrStretches {
  /** Modules in a row, without quiet around. */
  readonly size: number;
  readonly dark: readonly { readonly row: number; readonly from: number; readonly to: number }[];
}

export function qrStretches(text: string): QrStretches {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const dark: { row: number; from: number; to: number }[] = [];
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      if (!code.get(column, row)) continue;
      const last = dark.at(-1);
      if (last?.row === row && last.to === column) last.to += 1;
      else dark.push({ row, from: column, to: column + 1 });
    }
  }
  return { size: code.size, dark };
}
