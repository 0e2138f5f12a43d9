/** Shows the camera in a `<video>` and reads the QR codes in it, until told to stop. */
import { openCamera, troubleHere, type CameraTrouble, type OpenCamera } from './camera.js';
import { openQrReader, type DetectorClass } from './qr-reader.js';
import { shippedDetector } from './shipped-detector.js';

/** `reader`: the picture is there, but nothing that reads it. */
export type LookTrouble = CameraTrouble | 'reader';

export interface CameraListener {
  /** The picture is there; codes are read once `reading` is called. */
  opened(camera: OpenCamera): void;
  reading(): void;
  /** The texts of all codes in one picture; also when there are none. */
  saw(texts: readonly string[]): void;
  /** It is over: the camera is closed. */
  failed(trouble: LookTrouble): void;
}

/** A reader that takes longer to come counts as missing; it goes on loading for the next attempt. */
const READER_WITHIN_MS = 15_000;
/** Between two pictures that are read: a slow handheld has other things to do as well. */
const REST_MS = 100;
/** Longer side of what is read, pixels at most: finer takes longer and reads no more. */
const MOST_PX = 1080;

/** @returns ends it and closes the camera, at whatever stage it is. */
export function lookThroughCamera(video: HTMLVideoElement, listener: CameraListener): () => void {
  let over = false;
  let camera: OpenCamera | null = null;
  const end = (): void => {
    over = true;
    camera?.close();
  };
  const fail = (trouble: LookTrouble): void => {
    if (over) return;
    end();
    listener.failed(trouble);
  };

  async function look(): Promise<void> {
    const trouble = troubleHere();
    if (trouble) return fail(trouble);
    // On its way while the camera opens.
    const reader = Promise.race([openReader(), after(READER_WITHIN_MS)]).catch(() => null);
    const opened = await openCamera();
    if (typeof opened === 'string') return fail(opened);
    camera = opened;
    // Told to stop while the person was being asked.
    if (over) return opened.close();
    opened.onLost(() => fail('busy'));
    video.srcObject = opened.stream;
    await video.play();
    if (!over) listener.opened(opened);
    const read = await reader;
    if (over) return;
    if (read === null) return fail('reader');
    listener.reading();
    const seen = seenIn(video);
    while (!over) {
      const texts = await read(seen()).catch(() => null);
      if (over) return;
      if (texts === null) return fail('reader');
      listener.saw(texts);
      await after(REST_MS);
    }
  }

  look().catch(() => fail('failed'));
  return end;
}

const after = (ms: number): Promise<null> => new Promise((over) => setTimeout(() => over(null), ms));

const openReader = (): ReturnType<typeof openQrReader> =>
  openQrReader({
    native: (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector,
    shipped: shippedDetector,
  });

/** Copies what can be seen of the picture: a code beside the frame is not read. */
function seenIn(video: HTMLVideoElement): () => HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
    // The picture covers its element (viewfinder.svelte): what stands over is cut off on both sides.
    const shownAt = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
    const [width, height] = [clientWidth / shownAt, clientHeight / shownAt];
    const scale = Math.min(1, MOST_PX / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const [left, top] = [(videoWidth - width) / 2, (videoHeight - height) / 2];
    context?.drawImage(video, left, top, width, height, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
}
