/** Standing at the wrong store: see watch-stand.ts. */
export * from './watch-stand.js';
