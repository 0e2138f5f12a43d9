/** What lies in which compartment of a store. Pure. */
import type { LockerBank, LockersView } from '@curbline/contracts/http';
import type { LockerUse } from '../pickups/locker-uses.repository.js';

type Bank = LockersView['banks'][number];

/**
 * The store's lockers with what lies in them. A compartment that the settings have no more is there until it is empty:
 * whoever changes them while an order lies in it must not hide that order.
 */
export function banksWithOrders(banks: readonly LockerBank[], uses: readonly LockerUse[]): Bank[] {
  const byLabel = new Map(uses.map((use) => [use.compartment.toUpperCase(), use]));
  const shown = banks.map(({ label, compartments }) => ({
    label,
    compartments: compartments.map((one) => {
      const use = byLabel.get(one.label.toUpperCase());
      byLabel.delete(one.label.toUpperCase());
      return { ...one, order: use ? orderIn(use) : null };
    }),
  }));
  const former = Map.groupBy(byLabel.values(), ({ bank }) => bank);
  for (const [label, lying] of former) {
    const compartments = lying.map((use) => ({
      label: use.compartment,
      size: use.size,
      order: orderIn(use),
    }));
    const bank = shown.find((one) => one.label === label);
    if (bank) bank.compartments.push(...compartments);
    else shown.push({ label, compartments });
  }
  return shown;
}

const orderIn = ({ orderId, shortCode, isToEmpty }: LockerUse) => ({ orderId, shortCode, isToEmpty });
