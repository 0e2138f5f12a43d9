/** The service worker of the customer's page: `/customer-worker.js`. Each thing that it does is a module of its own. */
import { tellByPush } from './push.js';
import { serveShell } from './shell.js';

serveShell({ page: '/p', ...BUILD });
tellByPush('/p');
