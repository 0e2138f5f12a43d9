import { dateOf, msOf } from '@curbline/platform';
import { Column } from 'typeorm';

/** A column of an instant that the domain counts in Unix milliseconds. */
export const InstantColumn = (name: string, nullable = true): PropertyDecorator =>
  Column('timestamptz', { name, nullable, transformer: { to: dateOf, from: msOf } });
