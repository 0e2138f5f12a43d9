/**
 * @curbline/platform/contact: phone numbers and e-mail addresses as people and shops write them. Apart from the rest,
 * because the rules of all the world's phone numbers take memory in each program that loads them.
 */
export { countryOf, isCountry } from './country.js';
export { readEmail } from './email.js';
export { readPhone, type ReadPhone } from './phone.js';
