import type { Verdict } from './check-history.js';
import type { MessageVerdict } from './check-messages.js';

const MOST_SHOWN = 40;

/** One run's figures and breaches, for a person. */
export function printVerdict(name: string, { breaches, figures }: Verdict): void {
  const { convergedMs, ...counts } = figures;
  console.log(`\n${name}`);
  console.table(counts);
  if (convergedMs) {
    const ms = (value: number): string => `${Math.round(value)} ms`;
    const { median, p95, worst } = convergedMs;
    console.log(`boards equal to the server: median ${ms(median)}, p95 ${ms(p95)}, worst ${ms(worst)}`);
  }
  printBreaches(breaches, '0 lost, 0 doubled, 0 illegal, every board right: no breach');
}

/** The same of a run over messages. */
export function printMessages(name: string, { breaches, figures }: MessageVerdict): void {
  console.log(`\n${name}`);
  console.table(figures);
  printBreaches(breaches, 'none sent twice, none missing, every webhook under its one id: no breach');
}

function printBreaches(breaches: readonly string[], otherwise: string): void {
  if (breaches.length === 0) console.log(otherwise);
  for (const breach of breaches.slice(0, MOST_SHOWN)) console.error(`BREACH  ${breach}`);
  if (breaches.length > MOST_SHOWN) console.error(`… and ${breaches.length - MOST_SHOWN} more breaches`);
}
