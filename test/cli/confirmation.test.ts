import { PassThrough } from 'node:stream';
import { answersYes, answerTo, type Terminal } from '../../cli/confirmation';

/** A terminal or a pipe whose other end the test controls. */
function terminal(isTTY: boolean) {
  const [keys, screen] = [new PassThrough(), new PassThrough()];
  let shown = '';
  screen.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const terminal: Terminal = { stdin: Object.assign(keys, { isTTY }), stderr: screen };
  return { terminal, keys, shown: () => shown };
}

/** Waits for the question. Input before it is not an answer. */
async function asked({ shown }: { readonly shown: () => string }, question: string): Promise<void> {
  while (!shown().includes(question)) await new Promise(setImmediate);
}

describe('A question', () => {
  test.each([
    ['the typed line', 'yes\r', 'yes'],
    ['the typed line without a letter that was deleted', 'yex\u007fs\r', 'yes'],
    ['nothing if only Enter is pressed', '\r', ''],
    ['no answer if Ctrl-C is pressed', 'ye\u0003', undefined],
  ])('in a terminal gets %s', async (_, keys, expected) => {
    // Prepare
    const person = terminal(true);
    const answer = answerTo("Type 'yes':", person.terminal);
    await asked(person, "Type 'yes':");

    // Act
    for (const key of keys) person.keys.write(key);

    // Assess
    expect(await answer).toBe(expected);
  });

  test.each([
    ['', 'movies\nmore\n', 'movies'],
    [' without blanks around it', '  movies \r\n', 'movies'],
    [' even if it is empty', '\n', ''],
  ])('is answered by the first line of a pipe that stays open%s', async (_, text, expected) => {
    // Prepare
    const program = terminal(false);

    // Act
    const answer = answerTo('Type the name:', program.terminal);
    program.keys.write(text);

    // Assess
    expect(await answer).toBe(expected);
    expect(program.shown()).toBe('Type the name:\n');
    expect(program.keys.isPaused()).toBe(true);
  });

  test('is not answered by an empty input', async () => {
    // Prepare
    const program = terminal(false);

    // Act
    program.keys.end();

    // Assess
    expect(await answerTo('Type the name:', program.terminal)).toBeUndefined();
  });

  test('with yes or no as its answer is asked again after any other answer', async () => {
    // Prepare
    const program = terminal(true);

    // Act
    const answer = answersYes('Go on?', program.terminal);
    await asked(program, 'Go on?');
    for (const key of 'ja\r') program.keys.write(key);
    await asked(program, 'Type yes or no.');
    for (const key of `${'\u007f'.repeat(2)}yes\r`) program.keys.write(key);

    // Assess
    expect(await answer).toBe(true);
  });
});
