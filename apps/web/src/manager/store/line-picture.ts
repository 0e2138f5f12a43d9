import type { LinePicture } from './sign-pdf.js';

/** Of the letters: sharp on paper, and no canvas wider than browsers allow. */
const MOST_PX = 512;
const WIDEST_PX = 8_000;
/** Room below the baseline, for letters of size 1. */
const BELOW = 0.3;

/** A line of text in this device's own fonts, which know every script: bold and black, on a transparent ground. */
export function linePicture(text: string): LinePicture {
  const canvas = document.createElement('canvas');
  const letterPx = Math.min(MOST_PX, Math.floor(WIDEST_PX / text.length));
  const pen = (): CanvasRenderingContext2D => {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws on no canvas');
    context.font = `700 ${letterPx}px system-ui, sans-serif`;
    return context;
  };
  canvas.width = Math.ceil(pen().measureText(text).width);
  canvas.height = Math.ceil(letterPx * (1 + BELOW));
  // A new size has made the canvas forget its font.
  pen().fillText(text, 0, letterPx);
  return { canvas, width: canvas.width / letterPx, height: canvas.height / letterPx, baseline: 1 };
}
