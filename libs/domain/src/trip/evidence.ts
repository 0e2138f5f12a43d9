/**
 * How much each kind of evidence of an arrival is worth. A stronger one upgrades the arrival;
 * a weaker one after it changes nothing.
 */
export const EVIDENCE = [
  'tapped_far',
  'tapped_unseen',
  'text_message',
  'tapped_near',
  'position_inside',
  'position_parked',
  'bay_scanned',
  'staff_entered',
] as const;
export type ArrivalEvidence = (typeof EVIDENCE)[number];

const strength: Readonly<Record<ArrivalEvidence, number>> = {
  tapped_far: 0,
  tapped_unseen: 1,
  text_message: 1,
  tapped_near: 2,
  position_inside: 3,
  position_parked: 4,
  bay_scanned: 5,
  staff_entered: 5,
};

export const isStronger = (a: ArrivalEvidence, b: ArrivalEvidence): boolean => strength[a] > strength[b];

/** Position evidence knows when the car stood; a tap only knows when somebody tapped. */
export const knowsWhen = (e: ArrivalEvidence): boolean => e === 'position_inside' || e === 'position_parked';

/** A tap from far away starts no clock until something else confirms it. */
export const confirms = (e: ArrivalEvidence): boolean => e !== 'tapped_far';

/** Whether the evidence puts the customer at this store and at no other; a tap alone can be made anywhere. */
export const placesHere = (e: ArrivalEvidence): boolean => isStronger(e, 'tapped_near');
