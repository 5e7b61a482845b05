import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** Words that the project does not use, each with the usual technical term for it. */
const WORDS: Readonly<Record<string, string>> = {
  announce: 'publish',
  chronicle: 'execution log',
  claim: 'lock',
  crowded: 'quota reached',
  deed: 'operator action',
  fire: 'scheduled run',
  foreign: 'unmanaged',
  intention: 'creation intent',
  look: 'poll',
  mend: 'fix',
  nobody: '(name who or what acts)',
  outcome: 'result',
  overtaken: 'superseded',
  patience: 'polling interval',
  remember: 'record',
  rival: 'competing writer',
  room: 'capacity',
  somebody: '(name who or what acts)',
  surroundings: 'AWS environment',
  tell: 'notify',
  told: 'notified',
  wished: 'desired',
  wound: 'permanent fault',
};
/** Phrases that texts do not use, each with its replacement. Names may contain them, except `turn`. */
const PHRASES: Readonly<Record<string, string>> = {
  'by hand': 'manually',
  'left alone': 'unchanged',
  'leaves? (?:\\w+ ){0,4}alone': 'does not change',
  'on (its|their) way': 'in progress',
  'passing (faults?|errors?|limits?)': 'transient errors',
  '(may|that|what) pass(es)? by (itself|themselves)': 'transient errors',
  'lives in': 'is in',
  nearer: 'reconcile',
  '(npx|npm exec)(?: -\\S+)* (@personalize-mlops|personalize-mlops)':
    'the installed command (npx would download a missing package from a registry)',
  '(?<!in )turn': 'place in the queue, lock',
};
/** Texts that may contain a listed word. */
const ALLOWED: readonly RegExp[] = [
  // "look up": read a value by its key
  /\blook(?:s|ed|ing)? (?:\w+ )?up\b/gi,
  // "look like": resemble
  /\blooks? like\b/gi,
  /\blooks? the same\b/gi,
  // "turn on": switch
  /\bturn \w+ (?:on|off)\b/gi,
  // "tell apart": distinguish
  /\b(?:tells?|told) (?:\w+ ){0,4}apart\b/gi,
];

const NAME = new RegExp(`^(?:${Object.keys(WORDS).map(inflected).join('|')}|turns?)$`, 'i');
const TEXT = new RegExp(`\\b(?:${[...Object.keys(WORDS).map(inflected), ...Object.keys(PHRASES)].join('|')})\\b`, 'gi');

/** Folders of installed, built or cached files. */
const NOT_OURS = new Set(['node_modules', 'dist', 'cdktf.out', 'coverage', '.git', '.gen', '.stryker-tmp']);
const paths = readdirSync(PROJECT_ROOT, { withFileTypes: true })
  .filter(({ name }) => !NOT_OURS.has(name))
  .flatMap((entry) => (entry.isDirectory() ? below(entry.name) : [entry.name]));

/** Folders whose texts users read: help, messages, mails, descriptions of what is deployed. */
const PRODUCT = /^(?:cli|functions|lib|local|stacks)\/.*\.ts$/;
/** All TypeScript files except this one, which contains the listed words. */
const SOURCES = /^(?!test\/repository\/words\.test\.ts$).*(?<!\.d)\.ts$/;
const DOCUMENTS = /^(?:README|CONTRIBUTING|SECURITY|docs\/[^/]*)\.md$|^\.env\.example$/;

describe('the words of the project', () => {
  it('include no listed word in file names', () => {
    // Act
    const found = paths.flatMap((path) => listed(path, wordsOf(basename(path))));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in exported names', () => {
    // Act
    const found = paths
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
      .flatMap((path) => exportedNames(read(path)).flatMap((name) => listed(`${path}: ${name}`, wordsOf(name))));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in state machines: names of states, and comments', () => {
    // Act
    const found = paths
      .filter((path) => path.endsWith('.asl.json'))
      .flatMap((path) => textsOf(JSON.parse(read(path))).flatMap((text) => inText(path, text)));

    // Assess
    expect(found).toEqual([]);
  });

  it.each(paths.filter((path) => DOCUMENTS.test(path)))('include no listed word in the document %s', (path) => {
    // Act
    const found = read(path)
      .split('\n')
      .flatMap((line, index) => inText(`${path}:${index + 1}`, line));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in messages, help and descriptions', () => {
    // Act
    const found = paths
      .filter((path) => PRODUCT.test(path))
      .flatMap((path) => texts(read(path)).flatMap((text) => inText(path, text)));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in comments', () => {
    // Act
    const found = paths
      .filter((path) => SOURCES.test(path))
      .flatMap((path) => comments(read(path)).flatMap((text) => inText(path, text)));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no doc comment that starts with Of, Whether or the like, and so is incomplete without the declaration below', () => {
    // Act
    const found = paths
      .filter((path) => SOURCES.test(path))
      .flatMap((path) =>
        comments(read(path))
          .filter((text) => HEADLESS.test(text))
          .map((text) => `${path}: ${text}`),
      );

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in names, even local ones', () => {
    // Act
    const found = paths
      .filter((path) => SOURCES.test(path))
      .flatMap((path) => [...names(read(path))].flatMap((name) => listed(`${path}: ${name}`, wordsOf(name))));

    // Assess
    expect(found).toEqual([]);
  });

  it('include no listed word in titles of tests', () => {
    // Act
    const found = paths
      .filter((path) => path.endsWith('.test.ts'))
      .flatMap((path) => titles(read(path)).flatMap((title) => inText(path, title)));

    // Assess
    expect(found).toEqual([]);
  });
});

/** The files and folders below a folder, as paths with slashes. */
function below(folder: string): readonly string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll(sep, '/')}`)
    .filter((path) => !path.split('/').some((name) => NOT_OURS.has(name)));
}

function read(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), 'utf8');
}

/** Pattern of the word and its inflections. */
function inflected(word: string): string {
  const stem = word.endsWith('e') ? `${word.slice(0, -1)}(?:e|es|ed|er|ers|ing)` : `${word}(?:s|es|ed|er|ers|ing)?`;
  return stem;
}

/** Splits a name into words: `wished-members`, `WISHED_MEMBERS` and `wishedMembers` all become `wished` and `members`. */
function wordsOf(name: string): readonly string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').split(/[^A-Za-z]+/);
}

function listed(where: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => NAME.test(word)).map((word) => `${where} has "${word}"`);
}

function inText(where: string, text: string): readonly string[] {
  const checked = ALLOWED.reduce((rest, allowed) => rest.replace(allowed, ''), text);
  return [...checked.matchAll(TEXT)].map(([word]) => `${where} has "${word}": ${text.trim().slice(0, 120)}`);
}

const COMMENT = /(?<=^|\s)\/\/ [^\n]*|\/\*.*?\*\//gms;
/** Beginnings of doc comments that are incomplete without the name below. */
const HEADLESS = /^\/\*\*\s+(?:\* )?(?:Of|Whether|By|From|As|In|On|With|That)\b/;
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

function comments(source: string): readonly string[] {
  return source.match(COMMENT) ?? [];
}

/** All names, including those of members and parameters, except the technical terms `lookBack` and `lookUp`. */
function names(source: string): ReadonlySet<string> {
  const all =
    source
      .replace(COMMENT, '')
      .replace(LITERAL, "''")
      .match(/[A-Za-z_]\w*/g) ?? [];
  return new Set(all.filter((name) => !/^look(?:Back|Up)$/.test(name)));
}

/** Titles: texts before the function of a test. */
function titles(source: string): readonly string[] {
  return [...source.matchAll(/('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`),\s+(?:async )?(?:\(|function)/g)].map(
    ([, title = '']) => title,
  );
}

/** String literals with a blank or with a capital first letter. Others are names, keys and values. */
function texts(source: string): readonly string[] {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return (code.match(LITERAL) ?? []).filter((literal) => / |^.[A-Z]/.test(literal));
}

function exportedNames(source: string): readonly string[] {
  const declaration = /^export (?:async |abstract |declare )*(?:const|function\*?|class|interface|type|enum) (\w+)/gm;
  return [...source.matchAll(declaration)].map(([, name = '']) => name);
}

/** The comment of a state machine, and the names and comments of all its states, including nested ones. */
function textsOf(definition: unknown): readonly string[] {
  if (typeof definition !== 'object' || definition === null) return [];
  return Object.entries(definition).flatMap(([member, value]: [string, unknown]) => [
    ...(member === 'States' ? Object.keys(value as object) : []),
    ...(member === 'Comment' ? [String(value)] : []),
    ...textsOf(value),
  ]);
}
