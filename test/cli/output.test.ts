import { stripVTControlCharacters } from 'node:util';
import { Output } from '../../cli/output';

/** A text with characters that control a terminal, or change how the text is shown. */
const HOSTILE = 'x\u001b[2J\u001b]0;t\u0007\u009b31m\u202e\u2028\ttop';
const WRITTEN_OUT = 'x\\u001b[2J\\u001b]0;t\\u0007\\u009b31m\\u202e\\u2028\\u0009top';

function output({ json = false, isTTY = false, columns = 0 } = {}) {
  const written: string[] = [];
  const stdout = { isTTY, columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { output: new Output(json, stdout), written };
}

describe('Output', () => {
  const { NO_COLOR, TERM } = process.env;
  beforeAll(() => {
    delete process.env.NO_COLOR;
    process.env.TERM = 'xterm';
  });
  afterAll(() => {
    if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
    process.env.TERM = TERM;
  });

  test('escapes characters that control a terminal or change how text is shown, but not line breaks', () => {
    // Prepare
    const { output: plain, written } = output();

    // Act
    plain.line(`${HOSTILE}\n${HOSTILE}`);

    // Assess
    expect(written).toEqual([`${WRITTEN_OUT}\n${WRITTEN_OUT}\n`]);
  });

  test.each([
    ['OK', 'green'],
    ['PROBLEM', 'red'],
    ['NOT_CHECKED', 'yellow'],
  ] as const)('shows the result %s in %s', (word, color) => {
    // Prepare
    const { output: colourful } = output({ isTTY: true });

    // Act
    const shown = colourful.status(word);

    // Assess
    expect(shown).toBe(colourful.colors[color](word));
    expect(shown).not.toBe(word);
  });

  test('keeps only its own colors on a terminal', () => {
    // Prepare
    const { output: colourful, written } = output({ isTTY: true });

    // Act
    colourful.line(`${colourful.colors.bold(colourful.colors.red(HOSTILE))} \u001b[8mhidden`);

    // Assess
    expect(written).toEqual([`\u001b[1m\u001b[31m${WRITTEN_OUT}\u001b[39m\u001b[22m \\u001b[8mhidden\n`]);
  });

  test('indents the second line of a value', () => {
    // Prepare
    const { output: out, written } = output();

    // Act
    out.members([['Dataset group', 'a\nStatus  SUCCEEDED']]);

    // Assess
    expect(written.join('')).toBe('Dataset group  a\n  Status  SUCCEEDED\n');
  });

  test('prints a row of a table on one line, even if a cell has a line break', () => {
    // Prepare
    const { output: plain, written } = output();

    // Act
    plain.table(['A', 'B'], [[`one\n${HOSTILE}`, 'two']]);

    // Assess
    expect(written.at(-1)).toBe(`one ${WRITTEN_OUT}  two\n`);
    expect(written).toHaveLength(2);
  });

  const TABLE = [
    ['TASK', 'WORKFLOW', ''],
    [['solution-maintenance-full', 'solution-maintenance', 'No capacity in this region']],
  ] as const;

  test('cuts the flexible columns of a table that is too wide for the terminal', () => {
    // Prepare
    const { output: narrow, written } = output({ isTTY: true, columns: 64 });

    // Act
    narrow.table(...TABLE, ['WORKFLOW', '']);

    // Assess
    expect(written.at(-1)).toBe('solution-maintenance-full  solution…ntenance  No capacity in th…\n');
  });

  test('prints each row as a block if even cut cells are too wide for the terminal', () => {
    // Prepare
    const { output: narrow, written } = output({ isTTY: true, columns: 50 });

    // Act
    narrow.table(...TABLE, ['WORKFLOW', '']);

    // Assess
    expect(written.map((line) => stripVTControlCharacters(line))).toEqual([
      'solution-maintenance-full\n',
      '  WORKFLOW  solution-maintenance\n',
      '            No capacity in this region\n',
    ]);
  });

  test('escapes control characters in JSON documents, which keep their content', () => {
    // Prepare
    const { output: document, written } = output({ json: true });

    // Act
    document.document({ name: HOSTILE });

    // Assess
    const text = written.join('');
    expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}](?<!\n)/u);
    expect(JSON.parse(text)).toEqual({ name: HOSTILE });
  });
});
