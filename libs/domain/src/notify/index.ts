/** Who is told what, by which channel, and what becomes of it. */
export * from './collected-texts.js';
export * from './dark-board.js';
export * from './decide-notifications.js';
export * from './delivery-state.js';
export * from './discreet-texts.js';
export * from './message-kinds.js';
export * from './message-texts.js';
export * from './read-text-message.js';
export * from './reply.js';
export * from './staff-push.js';
export * from './gsm7.js';
export * from './template.js';
