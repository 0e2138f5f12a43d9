/** Closes the embedded database that spec files shared, which would keep Jest's process from ending. */
import { endShared } from './jest-environment.mjs';

export default endShared;
