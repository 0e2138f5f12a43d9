/** The board's HTTP calls, by the names of the contract. */
import type {
  BoardSnapshot,
  CardAnswer,
  CompartmentCode,
  DeviceSession,
  FiveFigures,
  FoundOrders,
  LockersView,
  OrderLinesView,
  UnfinishedOrders,
} from '@curbline/contracts/http';
import type { Card } from '@curbline/contracts/events';
import type { Command } from '../board/command.js';
import type { SnapshotAnswer } from './board-link-environment.js';
import type { SendOutcome } from './command-queue.js';
import { type CallResult, call, outcomeOf } from './http.js';

const store = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}`;

export const readDevice = (): Promise<CallResult<DeviceSession>> => call('/v1/device');

export const enrolDevice = (code: string, name: string): Promise<CallResult<unknown>> =>
  call('/v1/devices/enrol', { method: 'POST', body: { code, name } });

export const signIn = (staffId: string, pin: string): Promise<CallResult<unknown>> =>
  call('/v1/staff/sign-in', { method: 'POST', body: { staffId, pin } });

export const signOut = (): Promise<CallResult<unknown>> =>
  call('/v1/staff/sign-out', { method: 'POST', body: {} });

export const readFigures = (storeId: string): Promise<CallResult<FiveFigures>> =>
  call(`${store(storeId)}/figures`);

/** An order by the name on its bag, also before its customer has set off. */
export const findByCode = (storeId: string, shortCode: string): Promise<CallResult<CardAnswer>> =>
  call(`${store(storeId)}/orders/by-code/${encodeURIComponent(shortCode)}`);

/** Orders by the beginning of a name or of a short code: two letters or more. */
export const searchStore = (storeId: string, q: string): Promise<CallResult<FoundOrders>> =>
  call(`${store(storeId)}/orders/search?q=${encodeURIComponent(q)}`);

/** What is in the bags, as the shop sent it. */
export const readLines = (storeId: string, orderId: string): Promise<CallResult<OrderLinesView>> =>
  call(`${store(storeId)}/orders/${encodeURIComponent(orderId)}/lines`);

/** What lies in the lockers, and what is to be put into them. */
export const readLockers = (storeId: string): Promise<CallResult<LockersView>> =>
  call(`${store(storeId)}/lockers`);

/** The code of a compartment, to be read out. */
export const readCompartmentCode = (storeId: string, orderId: string): Promise<CallResult<CompartmentCode>> =>
  call(`${store(storeId)}/orders/${encodeURIComponent(orderId)}/locker/code`);

/** What is not done and on no board. */
export const readUnfinished = (storeId: string): Promise<CallResult<UnfinishedOrders>> =>
  call(`${store(storeId)}/orders/unfinished`);

/** The snapshot as the link wants it: a refusal ends the link, anything else is tried again. */
export async function readSnapshot(storeId: string): Promise<SnapshotAnswer> {
  const answer = await call<BoardSnapshot>(`${store(storeId)}/board`);
  if (answer.ok) return { snapshot: answer.value, delayMs: (answer.receivedAt - answer.sentAt) / 2 };
  const status = answer.problem?.status;
  return status === 401 || status === 403 ? { refused: 'signed_out' } : { unreachable: true };
}

/**
 * Sends one tap. "Too often" is a refusal like any other: the person in front of the screen sees it and decides,
 * instead of a tap that acts a minute later by itself.
 */
export async function sendCommand(command: Command): Promise<SendOutcome<Card>> {
  const answer = await call<CardAnswer>(
    `${store(command.storeId)}/orders/${encodeURIComponent(command.orderId)}/${command.action}`,
    { method: 'body' in command ? 'PUT' : 'POST', body: bodyOf(command), key: command.key },
  );
  if (answer.problem?.status === 401) return { signedOut: true };
  if (answer.problem?.status === 429) return { refused: answer.problem };
  const outcome = outcomeOf(answer);
  return 'done' in outcome ? { done: outcome.done.card } : outcome;
}

function bodyOf(command: Command): object {
  const tappedAt = new Date(command.tappedAt).toISOString();
  if (command.action === 'arrival') return { bay: command.bay, tappedAt };
  if ('body' in command) return command.body;
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
  if (command.action === 'ready' && command.compartment !== undefined)
    return { compartment: command.compartment, tappedAt };
  return { tappedAt };
}
