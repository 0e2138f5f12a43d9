import { Injectable, Logger } from '@nestjs/common';
import { type ContactAddresses, type ContactConsents, contactOwner } from '@curbline/contracts/contact';
import type { Channel } from '@curbline/domain/notify';
import { SecretBox } from '@curbline/platform';
import type { EntityManager } from 'typeorm';

/** Where the customer of an order is reached, and by what they agreed to be. */
export interface Contact {
  readonly orderId: string;
  readonly addresses: Readonly<Partial<Record<Channel, string>>>;
}

interface ContactRow {
  readonly order_id: string;
  readonly sealed: string;
  readonly consents: ContactConsents;
}

/** Reads the contacts that order-service keeps, by its view. */
@Injectable()
export class ContactsRepository {
  private readonly logger = new Logger('messages');

  constructor(private readonly box: SecretBox) {}

  /** Those of these orders that have one, by order. */
  async ofOrders(
    manager: EntityManager,
    storeId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, Contact>> {
    const rows = await manager.query<ContactRow[]>(
      'SELECT order_id, sealed, consents FROM contact_view WHERE store_id = $1 AND order_id = ANY($2::uuid[])',
      [storeId, orderIds],
    );
    return new Map(
      rows.flatMap((row): [string, Contact][] => {
        const contact = this.toContact(row);
        return contact ? [[row.order_id, contact]] : [];
      }),
    );
  }

  /** Undefined where it cannot be opened: one such contact must not keep everybody else from their messages. */
  private toContact({ order_id: orderId, sealed, consents }: ContactRow): Contact | undefined {
    const addresses = this.box.tryOpen(sealed, contactOwner(orderId));
    if (addresses === null) {
      this.logger.warn(
        'The contact of an order cannot be opened, so its customer gets no messages. Was SECRET_KEY changed?',
      );
      return undefined;
    }
    const { phone, email } = JSON.parse(addresses) as ContactAddresses;
    return {
      orderId,
      addresses: {
        ...(phone !== undefined && consents.sms?.agreed && { sms: phone }),
        ...(email !== undefined && consents.email?.agreed && { email }),
      },
    };
  }
}
