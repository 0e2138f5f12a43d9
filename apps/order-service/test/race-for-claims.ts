/** Two members of staff tap "I'm going" on the same order at once, as often as the caller wants. */
import type { CardAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller, Reply } from './caller.js';
import type { TestSetup } from './test-setup.js';

export interface Races {
  readonly races: number;
  /** What went otherwise than it must, in words; empty when all went well. */
  readonly wrong: readonly string[];
}

/** One winner each; the other gets 409 with the card as it is; the log tells of each claim once, gaplessly. */
export async function raceForClaims(setup: TestSetup, races: number): Promise<Races> {
  const storeId = await setup.store();
  const shop = await setup.shop();
  const lea = await setup.staff(storeId, 'Léa');
  const tom = await setup.staff(storeId, 'Tom');
  const wrong: string[] = [];
  for (let race = 0; race < races; race += 1) {
    const { order } = await setup.order(shop, storeId);
    const claim = (who: Caller) =>
      who.post<CardAnswer & Problem>(`/v1/stores/${storeId}/orders/${order.id}/claim`);
    const answers = await Promise.all(race % 2 ? [claim(lea), claim(tom)] : [claim(tom), claim(lea)]);
    const fault = faultOf(answers);
    if (fault) wrong.push(`race ${race}: ${fault}`);
  }
  const events = await setup.eventsOf(storeId);
  const claims = events.filter(({ type }) => type === 'order_claimed').length;
  if (claims !== races) wrong.push(`the log tells of ${claims} claims`);
  if (events.some(({ seq }, index) => seq !== index + 1)) wrong.push('the log has a gap');
  return { races, wrong };
}

function faultOf(answers: readonly Reply<CardAnswer & Problem>[]): string | undefined {
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
