/** What may be told, or written to a disk, only of several trips together. */
export { inCompany, LEAST_TOGETHER } from './in-company.js';
