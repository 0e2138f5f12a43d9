/** The photo of the spot: what is taken of it, who is shown it, and that nothing else of the file is kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { PHOTO, WEBP_PHOTO } from '@curbline/testkit';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let admin: Caller;
let storeId: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
  storeId = await setup.store();
}, 120_000);
afterAll(() => setup.close());

const alt = { fr: 'L’auvent vert', en: '' };
/** The admin, who has read this version of the store. */
const having = (version: number): Caller => setup.caller({ ...admin.headers, 'if-match': `"${version}"` });
const put = <B>(image: Buffer, version: number) =>
  having(version).put<B>(`/v1/stores/${storeId}/photo`, { image: image.toString('base64'), alt });
const remove = (version: number) => having(version).post<StoreView>(`/v1/stores/${storeId}/photo/removal`);
const read = async () => (await admin.get<StoreView>(`/v1/stores/${storeId}`)).body;

describe('the photo of a store', () => {
  it('is kept without what the camera wrote, shown to everybody by its address, and audited', async () => {
    expect((await read()).photo).toBeUndefined();
    const { status, body } = await put<StoreView>(PHOTO, 1);
    expect([status, body.version]).toEqual([200, 2]);
    expect(body.photo).toEqual({
      url: expect.stringMatching(/^\/v1\/photos\/[0-9a-f]{32}$/),
      width: 8,
      height: 8,
      alt,
    });
    expect(await read()).toEqual(body);
    const shown = await setup.app.inject({ method: 'GET', url: body.photo!.url });
    expect(shown.statusCode).toBe(200);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(shown.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(PHOTO.includes('GPS')).toBe(true);
    for (const word of ['GPS', 'Exif']) expect(shown.rawPayload.includes(word)).toBe(false);
    const [{ image } = { image: Buffer.alloc(0) }] = await setup.dataSource.query<{ image: Uint8Array }[]>(
      'SELECT image FROM store_photo WHERE store_id = $1',
      [storeId],
    );
    expect(Buffer.from(image)).toEqual(shown.rawPayload);
    const { entries } = (await admin.get<AuditPage>(`/v1/stores/${storeId}/audit`)).body;
    expect(entries[0]).toMatchObject({ action: 'photo_replaced', changes: [] });
  });

  it('is refused when it is neither JPEG nor WebP, broken, or made from an outdated store', async () => {
    const { version, photo } = await read();
    const png = await put<Problem>(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), version);
    expect([png.status, png.body.code, png.body.errors?.[0]?.field]).toEqual([400, 'invalid-input', 'image']);
    const broken = await put<Problem>(PHOTO.subarray(0, PHOTO.length - 9), version);
    expect([broken.status, broken.body.code]).toEqual([400, 'invalid-input']);
    expect(broken.body.errors?.[0]?.message).toContain('ordinary JPEG');
    const text = await having(version).put<Problem>(`/v1/stores/${storeId}/photo`, { image: '<svg>', alt });
    expect([text.status, text.body.code]).toEqual([400, 'invalid-input']);
    expect((await put<Problem>(PHOTO, version - 1)).body.code).toBe('version-outdated');
    const blind = await admin.put<Problem>(`/v1/stores/${storeId}/photo`, {
      image: PHOTO.toString('base64'),
      alt,
    });
    expect(blind.body.code).toBe('if-match-missing');
    expect(await read()).toMatchObject({ version, photo });
  });

  it('may be a WebP, which is told by its first bytes and served as one without its EXIF', async () => {
    const { version } = await read();
    expect(WEBP_PHOTO.includes('Phone 12')).toBe(true);
    const { status, body } = await put<StoreView>(WEBP_PHOTO, version);
    expect([status, body.photo?.width, body.photo?.height]).toEqual([200, 8, 6]);
    const shown = await setup.app.inject({ method: 'GET', url: body.photo!.url });
    expect(shown.headers['content-type']).toBe('image/webp');
    expect(shown.rawPayload.toString('latin1', 8, 16)).toBe('WEBPVP8 ');
    for (const word of ['EXIF', 'Phone']) expect(shown.rawPayload.includes(word)).toBe(false);
  });

  it('stays when the settings are replaced, and is gone once it is removed', async () => {
    const before = await read();
    const replaced = await admin.put<StoreView>(`/v1/stores/${storeId}`, { ...before.settings, goalS: 91 });
    expect(replaced.body.photo).toEqual(before.photo);
    const removed = await remove(replaced.body.version);
    expect(removed.body.version).toBe(replaced.body.version + 1);
    expect(removed.body.photo).toBeUndefined();
    const gone = await setup.caller({}).get<Problem>(before.photo!.url);
    expect([gone.status, gone.body.code]).toEqual([404, 'photo-unknown']);
    const again = await remove(removed.body.version);
    expect(again.body.version).toBe(removed.body.version);
  });
});
