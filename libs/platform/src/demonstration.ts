import { Injectable } from '@nestjs/common';
import type { InstallationView } from '@curbline/contracts/http';

/**
 * The stores of the demonstration that this program shows, if it shows one: visitors may try them without a code, and our own
 * page may frame the others.
 */
@Injectable()
export class Demonstration {
  stores: InstallationView['demonstration'] = [];

  get isShown(): boolean {
    return this.stores.length > 0;
  }
}
