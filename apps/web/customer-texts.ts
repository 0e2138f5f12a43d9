/**
 * The customer's page carries the texts of one language. In its scripts a text is a number: its place in the list of the
 * language, which is a piece of its own (`texts-fr`, `texts-en`) and comes with the later screens. The texts that the
 * first screen says lead the list, and are in the HTML. The texts of a piece for one task of a few people (`task_…`) are
 * in that piece, in both languages: who never opens it does not fetch them.
 */
import { readFileSync } from 'node:fs';
import type { Plugin, Rollup } from 'vite';
import type { Language } from './src/ui/first-language.js';

const FILES = {
  first: ['ui', 'customer-first'],
  later: ['shared', 'customer'],
  tasks: ['customer-tasks'],
} as const;

type Part = keyof typeof FILES;

/** Texts by their names, as the message files of a part have them. */
function readTexts(part: Part, language: Language): Record<string, string> {
  const files = FILES[part].map((file) =>
    readFileSync(`${import.meta.dirname}/messages/${file}.${language}.json`, 'utf8'),
  );
  return Object.assign({}, ...files.map((text) => JSON.parse(text) as object)) as Record<string, string>;
}

const NAMES = {
  first: Object.keys(readTexts('first', 'fr')),
  later: Object.keys(readTexts('later', 'fr')),
};
const TASK_TEXTS = { fr: readTexts('tasks', 'fr'), en: readTexts('tasks', 'en') };
const ALL_NAMES = [...NAMES.first, ...NAMES.later];

/** The texts of some names, in their order. */
function listOf(names: readonly string[], language: Language): string[] {
  const texts = { ...readTexts('first', language), ...readTexts('later', language) };
  return names.map((name) => {
    const text = texts[name];
    if (text === undefined) throw new Error(`there is no text ${name} in ${language}`);
    return text;
  });
}

/** What the first screen says, as the HTML carries it. */
export const firstTexts = (language: Language): string[] => listOf(NAMES.first, language);

const MESSAGE = /\/messages\/generated\/messages\/([a-z]\w+)\.js$/;
const LIST = /^texts-(fr|en)$/;

/** What is wrong with the files: a text that no screen says, or that does not come with the screen that says it. */
function* misplacedTexts(bundle: Rollup.OutputBundle): Generator<string> {
  const partOf = new Map<string, Exclude<Part, 'tasks'>>();
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue;
    const part = output.moduleIds.some((id) => id.endsWith('/customer/main.ts')) ? 'first' : 'later';
    for (const [id, { renderedLength }] of Object.entries(output.modules)) {
      const name = MESSAGE.exec(id)?.[1];
      if (name && renderedLength > 0) partOf.set(name, part);
    }
  }
  const file = { first: 'customer-first', later: 'customer' };
  for (const name of ALL_NAMES.filter((text) => text.startsWith('customer_'))) {
    const written = NAMES.first.includes(name) ? 'first' : 'later';
    const said = partOf.get(name);
    if (!said) yield `no screen says ${name}: remove it from ${file[written]}`;
    else if (said !== written) yield `${name} belongs into ${file[said]}, not ${file[written]}`;
  }
}

/** A message that carries its texts. */
function ofTask(name: string): string {
  const { fr, en } = TASK_TEXTS;
  if (!fr[name] || !en[name]) throw new Error(`there is no text ${name} in both languages`);
  const texts = JSON.stringify([fr[name], en[name]]).slice(1, -1);
  return `import { ofTask } from '../../../ui/language.svelte.js';\nexport const ${name} = /* @__PURE__ */ ofTask(${texts});\n`;
}

/** Replaces each message by the number of its text, and serves the lists. */
export const customerTexts: Plugin = {
  name: 'customer-texts',
  enforce: 'pre',
  resolveId: (source) => (LIST.test(source) ? source : null),
  load(id) {
    const language = LIST.exec(id)?.[1];
    return language ? `export default ${JSON.stringify(listOf(ALL_NAMES, language as Language))};` : null;
  },
  transform(_code, id) {
    const name = MESSAGE.exec(id)?.[1];
    if (!name) return null;
    if (name.startsWith('task_')) return { code: ofTask(name), map: null };
    // The messages of other pages are never said here, and leave no trace.
    const number = ALL_NAMES.indexOf(name);
    const said = number < 0 ? 'undefined' : `/* @__PURE__ */ fetchedText(${number})`;
    return {
      code: `import { fetchedText } from '../runtime.js';\nexport const ${name} = ${said};\n`,
      map: null,
    };
  },
  generateBundle(_options, bundle) {
    const faults = [...misplacedTexts(bundle)];
    if (faults.length > 0) this.error(`messages of the customer's page: ${faults.join('; ')}`);
  },
};
