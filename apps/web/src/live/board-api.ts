/** The board's HTTP calls, by the names of the contract. */
import type {
  BoardSnapshot,
  CardAnswer,
  DeviceSession,
  FiveFigures,
  FoundOrders,
  UnfinishedOrders,
} from '@curbline/contracts/http';
import { call, type Answer } from './call.js';
import type { SnapshotAnswer } from './board-link.js';
import type { Command, SendAnswer } from './command-queue.js';

const store = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}`;

export const readDevice = (language: string): Promise<Answer<DeviceSession>> =>
  call('/v1/device', { language });

export const enrolDevice = (code: string, name: string, language: string): Promise<Answer<unknown>> =>
  call('/v1/devices/enrol', { method: 'POST', body: { code, name }, language });

export const signIn = (staffId: string, pin: string, language: string): Promise<Answer<unknown>> =>
  call('/v1/staff/sign-in', { method: 'POST', body: { staffId, pin }, language });

export const signOut = (): Promise<Answer<unknown>> =>
  call('/v1/staff/sign-out', { method: 'POST', body: {} });

export const readFigures = (storeId: string): Promise<Answer<FiveFigures>> =>
  call(`${store(storeId)}/figures`);

/** An order by the name on its bag, also before its customer has set off. */
export const findByCode = (
  storeId: string,
  shortCode: string,
  language: string,
): Promise<Answer<CardAnswer>> =>
  call(`${store(storeId)}/orders/by-code/${encodeURIComponent(shortCode)}`, { language });

/** Orders by the beginning of a name or of a short code: two letters or more. */
export const searchStore = (storeId: string, q: string, language: string): Promise<Answer<FoundOrders>> =>
  call(`${store(storeId)}/orders/search?q=${encodeURIComponent(q)}`, { language });

/** What is not done and on no board. */
export const readUnfinished = (storeId: string, language: string): Promise<Answer<UnfinishedOrders>> =>
  call(`${store(storeId)}/orders/unfinished`, { language });

/** The snapshot as the link wants it: a refusal ends the link, anything else is tried again. */
export async function readSnapshot(storeId: string): Promise<SnapshotAnswer> {
  const answer = await call<BoardSnapshot>(`${store(storeId)}/board`);
  if (answer.ok) return { snapshot: answer.value, delayMs: answer.roundTripMs / 2 };
  if (answer.status === 401 || answer.status === 403) return { refused: 'signed_out' };
  return { unreachable: true };
}

/**
 * Sends one tap. Without an answer it is `later`, and so while the server fails or still works on an earlier try of
 * the same tap: nobody knows yet whether it was done. Every other answer is a refusal, "too often" included: the
 * person in front of the screen is told and decides, instead of a tap that acts a minute later by itself.
 */
export async function sendCommand(command: Command, language: string): Promise<SendAnswer> {
  const answer = await call<CardAnswer>(
    `${store(command.storeId)}/orders/${encodeURIComponent(command.orderId)}/${command.action}`,
    { method: 'POST', body: bodyOf(command), idempotencyKey: command.key, language },
  );
  if (answer.ok) return { card: answer.value.card };
  if ('unreachable' in answer) return { later: true };
  if (answer.status === 401) return { signedOut: true };
  if (answer.status >= 500 || answer.problem.code === 'request-in-progress') {
    const later = { later: true, failed: true } as const;
    return answer.retryAfterMs === undefined ? later : { ...later, afterMs: answer.retryAfterMs };
  }
  return { refused: answer.problem };
}

function bodyOf(command: Command): object {
  const tappedAt = new Date(command.tappedAt).toISOString();
  if (command.action === 'arrival') return { bay: command.bay, tappedAt };
  if (command.action === 'message') return { message: command.message, tappedAt };
  if (command.action === 'hand-over') {
    const { proof, code, reason, reasonNote } = command;
    return {
      proof,
      ...(code !== undefined && { code }),
      ...(reason !== undefined && { reason }),
      ...(reasonNote !== undefined && { reasonNote }),
      tappedAt,
    };
  }
  return { tappedAt };
}
