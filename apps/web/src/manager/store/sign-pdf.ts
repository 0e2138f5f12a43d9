/** The signs at the bays as a PDF, one on a page: the bay's name as large as it fits, its QR code, what to do. */
import { jsPDF } from 'jspdf';
import type { QrStretches } from '../../ui/qr.js';

export type SignSize = 'a4' | 'a5';

export interface Sign {
  /** The label of the bay, the counter or the lockers. */
  readonly bay: string;
  readonly kind: 'bay' | 'counter' | 'locker';
  readonly code: QrStretches;
}

/** What a sign says besides, in each of its languages. */
export interface SignWords {
  /** "Place", "Comptoir" and "Casiers", before the label. */
  readonly bay: string;
  readonly counter: string;
  readonly locker: string;
  readonly instruction: string;
}

/** A line of text that the PDF's own fonts cannot write, as a picture. */
export interface LinePicture {
  readonly canvas: HTMLCanvasElement;
  /** Width, height and where the baseline is from the top, for letters of size 1. */
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
}

export interface SignSheet {
  readonly signs: readonly Sign[];
  readonly storeName: string;
  readonly size: SignSize;
  readonly words: readonly SignWords[];
  readonly pictureOf: (text: string) => LinePicture;
}

const WIDTH_MM = { a4: 210, a5: 148 } as const;
const MM_PER_POINT = 25.4 / 72;
/** Height of a capital letter or a digit of Helvetica Bold, of its font size. */
const CAPITAL = 0.72;
/** What follows is laid out on A4, in millimeters and points, and drawn smaller on A5. */
const MARGIN = 15;
const NAME = { baseline: 31, points: 30 };
const BAY_WORD = { baseline: 55, points: 34 };
const LABEL = { top: 66, height: 92 };
const CODE = { top: 182, side: 95 };
const INSTRUCTION = { left: 122, top: 192, points: 22, leading: 1.25, gap: 9 };
/** What WinAnsi, the encoding of a PDF's own fonts, can write. */
const WRITABLE = /^[\x20-\x7e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;

/** @returns the PDF's bytes: one page a sign, in the order given. */
export function signsPdf(sheet: SignSheet): ArrayBuffer {
  const doc = new jsPDF({ unit: 'mm', format: sheet.size, compress: true });
  doc.setProperties({ title: sheet.storeName, creator: 'Curbline' });
  for (const [index, sign] of sheet.signs.entries()) {
    if (index > 0) doc.addPage(sheet.size);
    new SignPage(doc, sheet).draw(sign);
  }
  return doc.output('arraybuffer');
}

class SignPage {
  private readonly scale: number;

  constructor(
    private readonly doc: jsPDF,
    private readonly sheet: SignSheet,
  ) {
    this.scale = WIDTH_MM[sheet.size] / WIDTH_MM.a4;
  }

  draw({ bay, kind, code }: Sign): void {
    const { storeName, words } = this.sheet;
    this.line(storeName, NAME.baseline, NAME.points);
    const bayWord = [...new Set(words.map((word) => word[kind]))].join(' · ');
    // The sign of all but a bay always says what it is: a label such as C1 does not.
    if (isNumber(bay) || kind !== 'bay') this.line(bayWord, BAY_WORD.baseline, BAY_WORD.points);
    const labelPoints = LABEL.height / CAPITAL / MM_PER_POINT;
    this.line(bay, LABEL.top + LABEL.height / 2, labelPoints, 'middle');
    this.code(code);
    this.instructions(words.map(({ instruction }) => instruction));
  }

  /**
   * One line in the middle of the page, smaller where it would not fit between the margins.
   * @param at its baseline, or its middle, from the top of A4, millimeters
   */
  private line(text: string, at: number, points: number, by: 'baseline' | 'middle' = 'baseline'): void {
    const written = writable(text);
    const picture = WRITABLE.test(written) ? null : this.sheet.pictureOf(text);
    const room = WIDTH_MM.a4 - 2 * MARGIN;
    const height = points * MM_PER_POINT;
    const fits = Math.min(1, room / (picture ? picture.width * height : this.widthOf(written, points)));
    const capital = height * fits * CAPITAL;
    const baseline = by === 'middle' ? at + capital / 2 : at;
    const middle = (WIDTH_MM.a4 / 2) * this.scale;
    if (!picture) {
      this.font('bold', points * fits);
      this.doc.text(written, middle, baseline * this.scale, { align: 'center' });
      return;
    }
    const letters = height * fits * this.scale;
    const wide = picture.width * letters;
    this.doc.addImage(
      picture.canvas,
      'PNG',
      middle - wide / 2,
      baseline * this.scale - picture.baseline * letters,
      wide,
      picture.height * letters,
    );
  }

  private instructions(texts: readonly string[]): void {
    this.font('normal', INSTRUCTION.points);
    const width = (WIDTH_MM.a4 - MARGIN - INSTRUCTION.left) * this.scale;
    const lineHeight = INSTRUCTION.points * MM_PER_POINT * INSTRUCTION.leading;
    let top = INSTRUCTION.top;
    for (const text of texts) {
      const lines = this.doc.splitTextToSize(writable(text), width) as string[];
      this.doc.text(lines, INSTRUCTION.left * this.scale, top * this.scale, {
        lineHeightFactor: INSTRUCTION.leading,
      });
      top += lines.length * lineHeight + INSTRUCTION.gap;
    }
  }

  /** Drawn, not a picture, so that it is sharp at any size. */
  private code({ size, dark }: QrStretches): void {
    const module = (CODE.side / size) * this.scale;
    const [left, top] = [MARGIN * this.scale, CODE.top * this.scale];
    for (const { row, from, to } of dark)
      this.doc.rect(left + from * module, top + row * module, (to - from) * module, module, 'F');
  }

  /** Of a text in bold letters, at this size on A4, millimeters. */
  private widthOf(text: string, points: number): number {
    this.doc.setFont('helvetica', 'bold').setFontSize(points);
    return this.doc.getTextWidth(text);
  }

  private font(weight: 'bold' | 'normal', pointsOnA4: number): void {
    this.doc.setFont('helvetica', weight).setFontSize(pointsOnA4 * this.scale);
  }
}

/** The narrow no-break space is in no font of a PDF's own; the ordinary one does. */
const writable = (text: string): string => text.replaceAll('\u202f', '\u00a0');

/** Numbers and short labels get the word for bay before them; a label that is a word does not. */
const isNumber = (label: string): boolean => label.length <= 2 || /\d/.test(label);
