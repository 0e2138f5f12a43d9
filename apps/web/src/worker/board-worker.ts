/** The board's service worker: `/board-worker.js`. Each thing that it does is a module of its own. */
import { tellByPush } from './push.js';
import { serveShell } from './shell.js';

serveShell({ page: '/board', ...BUILD });
tellByPush('/board');
