import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const PUBLIC = 'curbline:public';

/** Says that a handler is open to anybody on purpose. A handler with neither this nor a guard is refused. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
