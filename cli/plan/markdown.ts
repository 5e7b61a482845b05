import { isImpossible, type Plan } from '../../lib/reconciler/plan/plan';
import { plural, printable, printableLines } from '../../lib/text/format';
import { WITHOUT_FILE_TITLE } from './groups-without-file';
import { sectionsOf, summaryOf } from './sections';

/**
 * Maximum number of characters of the whole text: GitHub refuses comments above 65,536 (message of its API, "maximum is 65536 characters",
 * 2026-11).
 */
const MAX_CHARACTERS = 60_000;
/**
 * Number of characters reserved for the markup of a block, apart from its summary and lines. The same number is
 * reserved for the text around all blocks.
 */
const FRAME = 200;
/** Maximum number of characters between two lines, or two blocks. */
const SEPARATOR = 2;

const SHOW_ALL = '`personalize-mlops plan` shows all.';

/** A part that readers can expand. */
interface Block {
  /** Inline HTML. */
  readonly summary: string;
  readonly isOpen: boolean;
  readonly lines: readonly string[];
}

/**
 * Markdown of the plans, for a comment of a pull request. Each dataset group has a block that readers can expand. If
 * the comment is too long, the longest blocks lose their last lines. If the comment is still too long, the last blocks
 * are left out.
 * @param place deployment, region and account
 * @param checks output of the checks of files and csv
 * @param plans undefined if the files are invalid
 * @param withoutFile lines about dataset groups that have a file in force, but no parameter file in the folder
 */
export function markdownOf(
  place: string,
  checks: string,
  plans: readonly Plan[] | undefined,
  withoutFile: readonly string[] = [],
): string {
  const blocks = [
    ...checkBlocks(checks, plans === undefined),
    ...(withoutFile.length === 0
      ? []
      : [{ summary: WITHOUT_FILE_TITLE, isOpen: true, lines: withoutFile.map(printable) }]),
    ...(plans ?? []).map(blockOf),
  ];
  const frames = blocks.reduce((sum, { summary }) => sum + summary.length + FRAME, FRAME);
  const max = share(
    blocks.map(({ lines }) => lengthOf(lines)),
    MAX_CHARACTERS - frames,
  );
  const rendered = blocks.map((block) => render(block, max));
  const shown = fitting(rendered, MAX_CHARACTERS - FRAME);
  const missing = rendered.length - shown.length;
  return [
    `### Plan for ${codeOf(place)}`,
    ...(plans === undefined ? ['Nothing was planned: the files are invalid.'] : []),
    ...shown,
    ...(missing === 0 ? [] : [`${plural(missing, 'more dataset group')}: ${SHOW_ALL}`]),
  ].join('\n\n');
}

function checkBlocks(checks: string, isInvalid: boolean): readonly Block[] {
  const lines = printableLines(checks.trim()).split('\n');
  return checks.trim() === '' ? [] : [{ summary: 'Checks of files and csv', isOpen: isInvalid, lines }];
}

function blockOf(plan: Plan): Block {
  const lines = sectionsOf(plan).flatMap(({ title, lines: all }) => [
    ...(title === undefined ? [] : ['', `${title}:`]),
    ...all.flatMap(({ symbol, text, details = [] }) => [
      `${symbol} ${text}`,
      ...details.map((line) => `      ${line}`),
    ]),
  ]);
  const summary = `<b>${htmlOf(plan.datasetGroup)}</b>: ${htmlOf(summaryOf(plan))} ${codeOf(plan.file)}`;
  // If nothing changes, the lines begin with a section that has a title. The empty line before this title is left out.
  const shown = lines[0] === '' ? lines.slice(1) : lines;
  return { summary, isOpen: isImpossible(plan) || plan.csvWarnings !== undefined, lines: shown.map(printable) };
}

/** Number of characters of the lines, including a separator for each line. */
const lengthOf = (lines: readonly string[]) => lines.reduce((sum, { length }) => sum + length + SEPARATOR, 0);

/**
 * Maximum length of a text. If all longer texts are cut to this length, the lengths of all texts add up to at most
 * `sum`.
 */
function share(lengths: readonly number[], sum: number): number {
  let left = sum;
  const sorted = [...lengths].sort((one, other) => one - other);
  for (const [index, length] of sorted.entries()) {
    const equal = Math.floor(left / (sorted.length - index));
    if (length > equal) return equal;
    left -= length;
  }
  return sum;
}

/** The first texts that together have at most the given number of characters, with a separator for each text. */
function fitting(texts: readonly string[], max: number): readonly string[] {
  let left = max;
  const shown: string[] = [];
  for (const text of texts) {
    left -= text.length + SEPARATOR;
    if (left < 0) break;
    shown.push(text);
  }
  return shown;
}

/** @param max maximum number of characters of the lines */
function render({ summary, isOpen, lines }: Block, max: number): string {
  const shown = fitting(lines, max);
  const missing = lines.length - shown.length;
  // A fence must be longer than every run of backticks in the block.
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length + 1);
  const fence = '`'.repeat(Math.max(3, ...runs));
  return [
    `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>`,
    ...(shown.length === 0 ? [] : ['', `${fence}diff`, ...shown, fence]),
    ...(missing === 0 ? [] : ['', `${plural(missing, 'more line')}: ${SHOW_ALL}`]),
    '',
    '</details>',
  ].join('\n');
}

const codeOf = (text: string) => `<code>${htmlOf(text)}</code>`;

function htmlOf(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
