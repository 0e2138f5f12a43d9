/** Events of older versions, read as what they mean today. The rows stay as they were written. */
import type { StoreEvent } from '@curbline/contracts/events';

type Payload = StoreEvent['payload'];

/** A payload of version 1: its card has `pickupType` where today's has `service`. */
interface FirstPayload {
  readonly card?: Record<string, unknown> & { readonly pickupType?: string };
}

/**
 * @param version of the event
 * @param payload as the log has it
 */
export function currentPayload(version: number, payload: unknown): Payload {
  if (version > 1) return payload as Payload;
  const { card, ...others } = payload as FirstPayload;
  if (card?.pickupType === undefined) return payload as Payload;
  const { pickupType: service, ...same } = card;
  return { ...others, card: { ...same, service } } as unknown as Payload;
}
