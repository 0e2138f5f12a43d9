/**
 * What has to be shown before an order changes hands. The store says how strict it is; an order with an ID check
 * is stricter than the others. Pure.
 */

/** `opened`: nobody handed it over, its compartment was opened. */
export type HandOverProof = 'code' | 'qr' | 'id_checked' | 'none' | 'opened';

/** Why nothing could be shown. */
export const NO_PROOF_REASONS = [
  'phone_empty',
  'code_not_at_hand',
  'known_customer',
  'left_as_agreed',
  'scanner_broken',
  'other',
] as const;
export type NoProofReason = (typeof NO_PROOF_REASONS)[number];

export interface ProofPolicy {
  /** Whether an order may be handed over with nothing shown: by anybody who says why, by a manager, or never. */
  readonly none: 'with_reason' | 'manager_only' | 'never';
  /** What an order with an ID check needs: the ID, or the code like any other. */
  readonly idCheck: 'id_checked' | 'code_suffices';
  /** Whether even an order with an ID check may be handed over with nothing shown, as `none` says. */
  readonly noneForIdCheck: boolean;
}

export const DEFAULT_PROOF_POLICY: ProofPolicy = {
  none: 'with_reason',
  idCheck: 'id_checked',
  noneForIdCheck: false,
};

/** What was shown, by whom the bag is handed over, and what the store wants. */
export interface ProofGiven {
  readonly proof: HandOverProof;
  /** Whether the code given is the customer's; undefined when none was given. */
  readonly codeMatches: boolean | undefined;
  readonly reason: NoProofReason | null;
  /** Whether the reason `other` was explained in words. */
  readonly explained: boolean;
  readonly byManager: boolean;
  /** Whether the order asks for an ID check. */
  readonly idCheck: boolean;
  readonly policy: ProofPolicy;
}

export type ProofFault = 'wrong-code' | 'id-check-needed' | 'proof-needed' | 'reason-needed';

/** What is missing for the hand-over, or undefined. */
export function proofFault(given: ProofGiven): ProofFault | undefined {
  const { proof, codeMatches, idCheck, policy } = given;
  if (proof === 'none') return noneFault(given);
  const needsCode = proof === 'code' || proof === 'qr';
  if (needsCode ? codeMatches !== true : codeMatches === false) return 'wrong-code';
  return idCheck && needsCode && policy.idCheck === 'id_checked' ? 'id-check-needed' : undefined;
}

function noneFault({ reason, explained, byManager, idCheck, policy }: ProofGiven): ProofFault | undefined {
  if (idCheck && !policy.noneForIdCheck) return 'id-check-needed';
  if (policy.none === 'never' || (policy.none === 'manager_only' && !byManager)) return 'proof-needed';
  if (reason === null || (reason === 'other' && !explained)) return 'reason-needed';
  return undefined;
}
