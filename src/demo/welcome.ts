/** What a person reads when the program is ready: where the pages are, and how to get in. */
import type { Demo } from './seed-demo.js';
import { DEMO_STORES } from './demo-stores.js';

/** @param publicUrl without a slash at the end */
export function welcome(
  publicUrl: string,
  demo: Demo | undefined,
  dataDir: string,
  state: 'running' | 'seeded' = 'running',
): string {
  const lines = [
    state === 'running' ? 'Curbline is running.' : 'The demo is ready for the next start.',
    '',
    `  Start page   ${publicUrl}/`,
    `  Board        ${publicUrl}/board`,
    `  Manager      ${publicUrl}/manager`,
    `  API          ${publicUrl}/docs`,
  ];
  if (demo) lines.push('', ...demoLines(demo, dataDir));
  if (state === 'running') lines.push('', 'Stop with Ctrl-C.');
  return framed(lines);
}

function demoLines({ credentials, enrolCodes }: Demo, dataDir: string): string[] {
  const lines = [
    'The demo. Its secrets were made for this installation alone;',
    `they are kept in ${dataDir}/demo-credentials.json.`,
  ];
  for (const store of credentials.stores) {
    const settings = DEMO_STORES.find(({ id }) => id === store.id)?.settings;
    const codes = enrolCodes.find(({ storeId }) => storeId === store.id);
    lines.push(
      '',
      `${settings?.name ?? store.id} (${settings?.languages[0] === 'fr' ? 'français' : 'English'})`,
      `  1 Customer   ${store.invitation?.link ?? ''}`,
      `  2 Board      code ${codes?.handheld ?? ''} for a handheld, ${codes?.wall ?? ''} for a wall (10 minutes)`,
      ...store.people.map(({ name, pin }) => `               ${name}: PIN ${pin}`),
    );
  }
  const { login, password } = credentials.admin;
  lines.push('', `  3 Manager    ${login}   ${password}`, `  API key      ${credentials.apiKey}`);
  return lines;
}

function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const bar = '─'.repeat(width + 2);
  const rows = lines.map((line) => `│ ${line.padEnd(width)} │`);
  return [`╭${bar}╮`, ...rows, `╰${bar}╯`].join('\n');
}
