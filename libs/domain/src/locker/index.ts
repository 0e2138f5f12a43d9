/** Lockers: which compartment an order is put into. */
export * from './compartments.js';
