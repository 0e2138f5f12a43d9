import { closeSync, constants, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correction, generate } from 'lean-qr';
import type { Page } from 'playwright-core';

/** Of the picture, pixels. Its middle square is what the board reads. */
const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_A_SECOND = 5;
/** Luma of a table in a dim shop, of paper and of ink. */
const [TABLE, PAPER, INK] = [0x48, 235, 16];
/** Modules of paper around a code. */
const QUIET = 4;
/** Pixels of a module at most: also a handheld on its side sees the whole code. */
const MODULE = 6;

/**
 * A camera made by Chromium out of a film that shows QR codes, over and over. A camera that is on shows a new film from
 * the moment when it is made.
 */
export class FakeCamera {
  private readonly folder = mkdtempSync(join(tmpdir(), 'curbline-camera-'));
  private readonly path = join(this.folder, 'film.y4m');

  /** Chromium's flags for this camera; `asked` is what the person answers when a page asks for it. */
  flags(asked: 'allow' | 'deny' = 'allow'): readonly string[] {
    return [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${this.path}`,
      asked === 'allow' ? '--use-fake-ui-for-media-stream' : '--use-fake-ui-for-media-stream=deny',
    ];
  }

  /** A film of so many scenes, each with the codes that lie side by side in it. */
  show(scenes: readonly (readonly string[])[], secondsEach = 2): void {
    const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
    const frames = scenes.flatMap((texts) => {
      const frame = Buffer.concat([Buffer.from('FRAME\n'), picture(texts)]);
      return Array.from({ length: secondsEach * FRAMES_A_SECOND }, () => frame);
    });
    const film = Buffer.concat([header, ...frames]);
    // Written over the film before, never emptied first: Chromium shuts a camera down some time after the page closed it,
    // and a page that opens it again before that gets the same camera, at any place of the film.
    const file = openSync(this.path, constants.O_RDWR | constants.O_CREAT);
    for (let at = 0; at < film.length;) at += writeSync(file, film, at);
    ftruncateSync(file, film.length);
    closeSync(file);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One frame, YUV 4:2:0 in greys. */
function picture(texts: readonly string[]): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, TABLE);
  const room = Math.floor(HEIGHT / Math.max(1, texts.length));
  texts.forEach((text, i) => {
    const code = generate(text, { minCorrectionLevel: correction.M });
    const size = code.size + 2 * QUIET;
    const scale = Math.min(MODULE, Math.floor(room / size));
    const left = Math.floor((WIDTH - HEIGHT) / 2 + room * i + (room - size * scale) / 2);
    const top = Math.floor((HEIGHT - size * scale) / 2);
    for (let y = 0; y < size * scale; y += 1)
      for (let x = 0; x < size * scale; x += 1) {
        const dark = code.get(Math.floor(x / scale) - QUIET, Math.floor(y / scale) - QUIET);
        luma[(top + y) * WIDTH + left + x] = dark ? INK : PAPER;
      }
  });
  return Buffer.concat([luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}

/**
 * A page's script: keeps every camera that the page opens in `cameras`, and lets a test name in `cameraFails` how
 * opening one ends.
 */
export const WATCH_CAMERAS = `
  globalThis.cameras = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (globalThis.cameraFails) throw new DOMException('', globalThis.cameraFails);
    const stream = await open(wanted);
    cameras.push(...stream.getTracks());
    return stream;
  };
`;

/** How many cameras are on in a page that runs WATCH_CAMERAS. */
export const camerasOn = (page: Page): Promise<number> =>
  page.evaluate('cameras.filter(({ readyState }) => readyState === "live").length');
