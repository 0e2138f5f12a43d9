/** Two members of staff tap "I'm going" on the same order at once, as often as the caller wants. */
import type { StoreEvent } from '@curbline/contracts/events';
import type { CardAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Answer, Caller, World } from './world.js';

export interface Races {
  readonly races: number;
  /** What went otherwise than it must, in words; empty when all went well. */
  readonly wrong: readonly string[];
}

/** One winner each; the other gets 409 with the card as it is; the log tells of each claim once, gaplessly. */
export async function raceForClaims(world: World, races: number): Promise<Races> {
  const storeId = await world.store();
  const shop = await world.shop();
  const lea = await world.staff(storeId, 'Léa');
  const tom = await world.staff(storeId, 'Tom');
  const wrong: string[] = [];
  for (let race = 0; race < races; race += 1) {
    const { order } = await world.order(shop, storeId);
    const claim = (who: Caller) =>
      who.post<CardAnswer & Problem>(`/v1/stores/${storeId}/orders/${order.id}/claim`);
    const answers = await Promise.all(race % 2 ? [claim(lea), claim(tom)] : [claim(tom), claim(lea)]);
    const fault = faultOf(answers);
    if (fault) wrong.push(`race ${race}: ${fault}`);
  }
  const events = await eventsOfStore(world, storeId);
  const claims = events.filter(({ type }) => type === 'order_claimed').length;
  if (claims !== races) wrong.push(`the log tells of ${claims} claims`);
  if (events.some(({ seq }, index) => seq !== index + 1)) wrong.push('the log has a gap');
  return { races, wrong };
}

function faultOf(answers: readonly Answer<CardAnswer & Problem>[]): string | undefined {
  const won = answers.filter(({ status }) => status === 200);
  const lost = answers.filter(({ status }) => status === 409);
  if (won.length !== 1 || lost.length !== 1) return `answered ${answers.map(({ status }) => status).join()}`;
  const winner = won[0]?.body.card.order.claimedBy?.name;
  const { code, detail, card } = lost[0]?.body ?? {};
  if (code !== 'already-claimed' || detail !== `Taken by ${winner} 0 s ago`)
    return `told "${code}: ${detail}"`;
  const shown = card?.order.claimedBy?.name;
  return shown === winner ? undefined : `the loser saw the card of ${shown}`;
}

/** The whole log of a store. */
export async function eventsOfStore(world: World, storeId: string): Promise<StoreEvent[]> {
  const events: StoreEvent[] = [];
  for (let position = { epoch: '', seq: 0 }; ;) {
    const read = await world.log.readAfter(storeId, position);
    if (read.kind !== 'events') throw new Error(read.reason);
    events.push(...read.events);
    if (!read.more) return events;
    position = read.next;
  }
}
