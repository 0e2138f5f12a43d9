/**
 * The most JavaScript that each page may load, gzipped, kilobytes of 1,000 bytes: what its HTML names, which comes
 * before it shows anything of its own, and in all, with every piece that it fetches later. A piece for one task of a
 * few people (`tasks`, by the name of its module) is not in that sum: it has a budget of its own, for what it brings
 * besides. Checked at every build; a page that outgrows its budget stops it (see docs/adr/0004).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const BUDGETS_KB = {
  'p.fr.html': {
    first: 31,
    all: 49,
    tasks: {
      'phone-piece': 5,
      'push-piece': 2,
      'rating-piece': 3,
      'trip-extras': 3,
      'locker-card': 2,
      'changes-card': 6,
    },
  },
  'p.en.html': {
    first: 31,
    all: 49,
    tasks: {
      'phone-piece': 5,
      'push-piece': 2,
      'rating-piece': 3,
      'trip-extras': 3,
      'locker-card': 2,
      'changes-card': 6,
    },
  },
  // Of which 0.2 kB are what a card does about missing goods before its piece is there: they may come with any event.
  'board.html': {
    first: 65,
    all: 97,
    tasks: {
      'order-contents': 4,
      'card-shortages': 2,
      'card-extras': 2,
      'enrol-screen': 2,
      'locker-strip': 2,
      'lockers-panel': 4,
      'wall-screen': 4,
    },
  },
  'manager.html': {
    first: 60,
    all: 150,
    tasks: {
      'place-map': 480,
      'tile-archive': 10,
      'sign-pdf': 132,
      'trip-play': 20,
      'webhooks-section': 10,
      'shops-section': 14,
      'discreet-form': 2,
      'messages-form': 4,
      'services-form': 2,
      'shortages-form': 2,
      'counters-form': 2,
      'lockers-form': 3,
      'gestures-form': 2,
    },
  },
  'index.html': { first: 17, all: 17 },
  'demo.html': { first: 19, all: 19 },
};

/** @param {string} path */
const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

/** A list of texts is fetched by readers of its language alone. */
const LANGUAGE_OF_LIST = /^texts-(fr|en)-/;
const LANGUAGE_OF_PAGE = /\.(fr|en)\.html$/;

/**
 * Bytes of JavaScript, gzipped as it is served: `first` is what the page's HTML names (its scripts and what they
 * preload), `all` adds every piece that those scripts name, and that these name, except for the pieces for `tasks`,
 * each of which has a figure of its own.
 * @param {string} folder the built pages
 * @param {string} page the HTML's name
 * @param {string[]} tasks names of modules
 */
export function scriptBytes(folder, page, tasks = []) {
  const assets = join(folder, 'assets');
  const language = LANGUAGE_OF_PAGE.exec(page)?.[1];
  /** @param {string} name */
  const isForeign = (name) => (LANGUAGE_OF_LIST.exec(name)?.[1] ?? language) !== language;
  /** @param {string} name */
  const taskOf = (name) => tasks.find((task) => name.startsWith(`${task}-`));
  /** @param {string} text */
  const named = (text) =>
    [...text.matchAll(/[\w.-]+\.js\b/g)]
      .map(([name]) => name)
      .filter((name) => existsSync(join(assets, name)) && !isForeign(name));
  /**
   * A set may grow while it is walked: what is added is walked too.
   * @param {Set<string>} scripts
   * @param {(name: string) => boolean} isCounted
   */
  const withPieces = (scripts, isCounted) => {
    const left = new Set();
    for (const name of scripts) {
      for (const piece of named(readFileSync(join(assets, name), 'utf8')))
        (isCounted(piece) ? scripts : left).add(piece);
    }
    return left;
  };
  /** @param {Set<string>} names */
  const sum = (names) => [...names].reduce((bytes, name) => bytes + gzipped(join(assets, name)), 0);
  const scripts = new Set(named(readFileSync(join(folder, page), 'utf8')));
  const first = sum(scripts);
  const later = withPieces(scripts, (name) => taskOf(name) === undefined);
  const ofTasks = [...later].map((name) => {
    const pieces = new Set([name]);
    withPieces(pieces, (piece) => !scripts.has(piece));
    return [taskOf(name), sum(pieces)];
  });
  return { first, all: sum(scripts), tasks: Object.fromEntries(ofTasks) };
}

/**
 * @param {string} folder the built pages
 * @throws when a page is over its budget, or has none, and when a piece for a task is not there
 */
export function checkBudgets(folder) {
  for (const page of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    const budget = BUDGETS_KB[page];
    if (budget === undefined) throw new Error(`${page} has no budget: give it one in page-budgets.mjs`);
    const { first, all, tasks } = scriptBytes(folder, page, Object.keys(budget.tasks ?? {}));
    checkPart(page, 'before it shows anything', first, budget.first);
    checkPart(page, 'in all', all, budget.all);
    for (const [task, most] of Object.entries(budget.tasks ?? {})) {
      if (tasks[task] === undefined) throw new Error(`${page} has no piece called ${task}`);
      checkPart(page, `for ${task}`, tasks[task], most);
    }
  }
}

/**
 * @param {string} page
 * @param {string} when
 * @param {number} bytes
 * @param {number} mostKb
 */
function checkPart(page, when, bytes, mostKb) {
  const kb = bytes / 1000;
  if (kb <= mostKb) return;
  throw new Error(`${page} loads ${kb.toFixed(1)} kB of JavaScript ${when}, ${mostKb} kB is its budget`);
}
