import type { Service } from '@curbline/contracts/ids';
import { m } from '../messages/generated/messages.js';

const WORDS: Readonly<Record<Service, () => string>> = {
  curbside: m.board_service_curbside,
  walk_in: m.board_service_walk_in,
  drive_through: m.board_service_drive_through,
  locker: m.board_service_locker,
};

/** Where an order is collected. A service that this page does not know yet is named as it came. */
export const serviceWords = (service: Service): string => WORDS[service]?.() ?? service;
