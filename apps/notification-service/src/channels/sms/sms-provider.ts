/** The port of a provider of text messages: one file each. */
import type { DeliveryState, SendResult } from '@curbline/domain/notify';
import type { SmsSettings } from '@curbline/platform';
import type { OutgoingMessage } from '../message-channel.js';

/** A text message to send, as a provider's API takes it. */
export interface SmsRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a provider tells us by calling our address. */
export type SmsNews =
  | { readonly kind: 'message'; readonly id: string; readonly from: string; readonly text: string }
  | {
      readonly kind: 'report';
      readonly providerId: string;
      readonly state: DeliveryState;
      readonly reason: string | null;
    };

/** A provider's call of our address, before anything of it is believed. */
export interface SmsCall {
  /** As the provider was told it, with its query: `https://pickup.example/v1/inbound/sms`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Of a form or the query, by name; empty for JSON. */
  readonly fields: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

export interface SmsProvider {
  request(
    message: Pick<OutgoingMessage, 'id' | 'to' | 'text' | 'expiresAt'>,
    context: SmsContext,
  ): SmsRequest;
  /** What a 2xx answer to the request means: several providers answer 200 to what they refuse. */
  resultOf(answer: unknown): SendResult;
  /** Whether the call comes from the provider. */
  isGenuine(call: SmsCall, context: SmsContext): boolean;
  /** What the call tells; undefined when it is nothing of interest. */
  read(call: SmsCall): SmsNews | undefined;
}

export interface SmsContext {
  readonly settings: SmsSettings;
  /** Our own address for the provider's calls. */
  readonly callbackUrl: string;
  /** Unix ms. */
  readonly now: number;
}

export const SENT_WITHOUT_ID: SendResult = {
  kind: 'unknown',
  reason: 'unreadable_answer',
};

/** Whole seconds until the message is no longer worth sending, within what the provider takes. */
export const lifetimeS = (expiresAt: number, now: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor((expiresAt - now) / 1000)));

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
export const jsonHeaders = { 'content-type': 'application/json' };
