/** The board's service worker: `/board-worker.js`. Each thing that it does is a module of its own. */
import { serveShell } from './shell.js';

serveShell({ page: '/board', ...BUILD });
