import { Injectable } from '@nestjs/common';
import type { InstallationView } from '@curbline/contracts/http';

/** The stores of the demonstration that this program holds, if it holds one: visitors may try them without a code. */
@Injectable()
export class Demonstration {
  stores: InstallationView['demonstration'] = [];
}
