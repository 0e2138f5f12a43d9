import { Module } from '@nestjs/common';
import { ContactsRepository } from './contacts.repository.js';
import { ContactsService } from './contacts.service.js';

/** Where customers are reached, as it is stored and read. */
@Module({ providers: [ContactsRepository, ContactsService], exports: [ContactsRepository, ContactsService] })
export class ContactsStorageModule {}
