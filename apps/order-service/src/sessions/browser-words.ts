/** A session described so coarsely that its owner knows it again and nobody else learns much. */

/** The first that fits: Edge and Opera call themselves Chrome, Chrome calls itself Safari. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const firstOf = (rules: readonly [RegExp, string][], text: string): string | undefined =>
  rules.find(([pattern]) => pattern.test(text))?.[1];

/** "Firefox · Windows" of a User-Agent header; empty when it tells neither. */
export function browserWords(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 512);
  return [firstOf(BROWSERS, text), firstOf(SYSTEMS, text)].filter(Boolean).join(' · ');
}

/** The network of an address, not the address: `203.0.113.x`, or the first 48 bits of IPv6. */
export function networkWords(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice(7) : ip;
  if (!plain.includes(':')) return plain.replace(/\.\d+$/, '.x');
  const [head = ''] = plain.split('::');
  return `${head.split(':').filter(Boolean).slice(0, 3).join(':')}::`;
}
