/** An address with most of it hidden: enough to tell two apart, not enough to write to. */
const HIDDEN = '•••';

/** @param address an e-mail address, or a telephone number in E.164 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${[...address][0]}${HIDDEN}${address.slice(at)}`;
  return `${address.slice(0, 3)}${HIDDEN}${address.slice(-2)}`;
}
