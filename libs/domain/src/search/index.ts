/** How a person finds an order by what they know of it. */
export * from './order-search.js';
