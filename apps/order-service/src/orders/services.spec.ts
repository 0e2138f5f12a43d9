import { Service } from '@curbline/contracts/ids';
import { SERVICES } from '@curbline/domain/service';
import { expect, it } from 'vitest';

it('the services on the wire are those that have a definition', () => {
  expect(Service.options.toSorted()).toEqual(Object.keys(SERVICES).toSorted());
});
