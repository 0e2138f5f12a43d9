/** Opens the three pages of a store of the demonstration, each with a session of its own. */
import type { DemoDoor, OpenedDoor } from '@curbline/contracts/http';
import { call } from '../live/http.js';

/** Addresses on this server. */
export interface OpenedFrames {
  readonly phone: string;
  readonly board: string;
  readonly figures: string;
}

/** @returns undefined when one could not be opened. */
export async function openDoors(storeId: string): Promise<OpenedFrames | undefined> {
  const [phone, board, figures] = [
    await enter(storeId, 'customer'),
    await enter(storeId, 'staff'),
    await enter(storeId, 'manager'),
  ];
  if (phone === undefined || board === undefined || figures === undefined) return undefined;
  return { phone: pathOf(phone), board, figures: `${figures}#figures` };
}

async function enter(storeId: string, as: DemoDoor['as']): Promise<string | undefined> {
  const answer = await call<OpenedDoor>('/v1/demo/doors', { method: 'POST', body: { storeId, as } });
  return answer.ok ? answer.value.address : undefined;
}

/** A link names the public address; the frame is of the one by which this page was opened. */
const pathOf = (link: string): string => {
  const { pathname, hash } = new URL(link);
  return pathname + hash;
};
