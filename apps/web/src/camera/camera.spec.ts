import { describe, expect, it } from 'vitest';
import { openCamera, troubleHere, type OpenCamera } from './camera.js';

/** A video track as a device gives it, with or without a lamp. */
class Track extends EventTarget {
  stopped = false;
  readonly wanted: unknown[] = [];
  /** Missing in some browsers. */
  readonly getCapabilities: (() => object) | undefined;
  constructor(
    abilities: object | null,
    private readonly obeys = true,
  ) {
    super();
    this.getCapabilities = abilities === null ? undefined : () => abilities;
  }
  stop(): void {
    this.stopped = true;
  }
  async applyConstraints(constraints: unknown): Promise<void> {
    this.wanted.push(constraints);
    if (!this.obeys) throw new Error('no');
  }
}
const devices = (give: () => Promise<unknown>) => ({
  secure: true,
  devices: { getUserMedia: give as () => Promise<MediaStream> },
});
const withTrack = async (track: Track): Promise<OpenCamera> => {
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  return (await openCamera(devices(async () => stream))) as OpenCamera;
};

describe('a camera', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'busy'],
    ['NotSupportedError', 'unsupported'],
    ['AbortError', 'failed'],
    ['TypeError', 'failed'],
  ])('that answers %s is %s', async (name, trouble) => {
    const failure = Object.assign(new Error('from the browser'), { name });
    expect(await openCamera(devices(() => Promise.reject(failure)))).toBe(trouble);
  });

  it('is given to no page that came over plain http, and by no browser without one', async () => {
    expect(await openCamera({ secure: false, devices: undefined })).toBe('insecure');
    expect(await openCamera({ secure: true, devices: undefined })).toBe('unsupported');
    expect(troubleHere(devices(async () => null))).toBeNull();
  });

  it('stops every track when it is closed', async () => {
    const track = new Track({});
    (await withTrack(track)).close();
    expect(track.stopped).toBe(true);
  });

  it('has a lamp only where the track says so, and says whether it is lit', async () => {
    expect((await withTrack(new Track(null))).hasTorch).toBe(false);
    expect((await withTrack(new Track({ zoom: {} }))).hasTorch).toBe(false);
    const track = new Track({ torch: true });
    const camera = await withTrack(track);
    expect(camera.hasTorch).toBe(true);
    expect([await camera.light(true), await camera.light(false)]).toEqual([true, false]);
    expect(track.wanted).toEqual([{ advanced: [{ torch: true }] }, { advanced: [{ torch: false }] }]);
    const stubborn = await withTrack(new Track({ torch: true }, false));
    expect(await stubborn.light(true)).toBe(false);
  });

  it('tells when it was taken away', async () => {
    const track = new Track({});
    let lost = 0;
    (await withTrack(track)).onLost(() => (lost += 1));
    track.dispatchEvent(new Event('ended'));
    expect(lost).toBe(1);
  });
});
