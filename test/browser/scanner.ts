import type { Page } from 'playwright-core';

/** Between two keys, seconds. */
const PACE_S = 0.005;

/**
 * A code scanner as a page meets it: types capital letters and digits, then Enter. Each key bears its own time, so that
 * the pace is a scanner's however busy this machine is.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1_000;
  for (const key of [...text, 'Enter']) {
    const press = { key, timestamp, ...physicalKey(key) };
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      text: key === 'Enter' ? '\r' : key,
      ...press,
    });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
    timestamp += PACE_S;
  }
  await session.detach();
}

function physicalKey(key: string): { code: string; windowsVirtualKeyCode: number } {
  if (key === 'Enter') return { code: 'Enter', windowsVirtualKeyCode: 13 };
  return { code: `${/\d/.test(key) ? 'Digit' : 'Key'}${key}`, windowsVirtualKeyCode: key.charCodeAt(0) };
}
