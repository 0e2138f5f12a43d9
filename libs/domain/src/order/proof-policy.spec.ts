import { describe, expect, it } from 'vitest';
import { DEFAULT_PROOF_POLICY, proofFault, type ProofGiven } from './index.js';

const given = (over: Partial<ProofGiven>): ProofGiven => ({
  proof: 'none',
  codeMatches: undefined,
  reason: 'phone_empty',
  explained: false,
  byManager: false,
  idCheck: false,
  policy: DEFAULT_PROOF_POLICY,
  ...over,
});
const fault = (over: Partial<ProofGiven>) => proofFault(given(over));
const policy = (over: Partial<ProofGiven['policy']>) => ({ policy: { ...DEFAULT_PROOF_POLICY, ...over } });

describe('the required proof', () => {
  it('is the right code, or the ID with no wrong code beside it', () => {
    expect(fault({ proof: 'code', codeMatches: true })).toBeUndefined();
    expect(fault({ proof: 'qr', codeMatches: false })).toBe('wrong-code');
    expect(fault({ proof: 'code', codeMatches: undefined })).toBe('wrong-code');
    expect(fault({ proof: 'id_checked' })).toBeUndefined();
    expect(fault({ proof: 'id_checked', codeMatches: false })).toBe('wrong-code');
  });

  it('may be none with a reason, and "other" needs an explanation', () => {
    expect(fault({})).toBeUndefined();
    expect(fault({ reason: null })).toBe('reason-needed');
    expect(fault({ reason: 'other' })).toBe('reason-needed');
    expect(fault({ reason: 'other', explained: true })).toBeUndefined();
  });

  it('is stricter if the store wants it', () => {
    expect(fault(policy({ none: 'never' }))).toBe('proof-needed');
    expect(fault({ ...policy({ none: 'never' }), byManager: true })).toBe('proof-needed');
    expect(fault(policy({ none: 'manager_only' }))).toBe('proof-needed');
    expect(fault({ ...policy({ none: 'manager_only' }), byManager: true })).toBeUndefined();
    expect(fault({ ...policy({ none: 'manager_only' }), byManager: true, reason: null })).toBe(
      'reason-needed',
    );
  });

  it('is the ID for an order with an ID check, unless the store says otherwise', () => {
    expect(fault({ idCheck: true })).toBe('id-check-needed');
    expect(fault({ idCheck: true, byManager: true })).toBe('id-check-needed');
    expect(fault({ idCheck: true, proof: 'code', codeMatches: true })).toBe('id-check-needed');
    expect(fault({ idCheck: true, proof: 'id_checked' })).toBeUndefined();
    expect(fault({ ...policy({ noneForIdCheck: true }), idCheck: true })).toBeUndefined();
    const loose = policy({ idCheck: 'code_suffices' });
    expect(fault({ ...loose, idCheck: true, proof: 'qr', codeMatches: true })).toBeUndefined();
  });
});
