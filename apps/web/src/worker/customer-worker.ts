/** The service worker of the customer's page: `/customer-worker.js`. Each thing that it does is a module of its own. */
import { serveShell } from './shell.js';

serveShell({ page: '/p', ...BUILD });
