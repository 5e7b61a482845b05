import { stripVTControlCharacters } from 'node:util';
import { answersYes, answerTo, confirmName } from '../../cli/confirmation';
import { CliFailure, WrongUsage } from '../../cli/failure';
import { TestTerminal } from '../support/test-terminal';

describe('A question', () => {
  test.each([
    ['the typed line', 'yes\r', 'yes'],
    ['the typed line without a character that was deleted', 'yex\u007fs\r', 'yes'],
    ['an empty answer if only Enter is pressed', '\r', ''],
    ['no answer if Ctrl-C is pressed', 'ye\u0003', undefined],
  ])('in a terminal gets %s', async (_, keys, expected) => {
    // Prepare
    const person = new TestTerminal();
    const answer = answerTo("Type 'yes':", person);

    // Act
    await person.answer("Type 'yes':", keys);

    // Assess
    expect(await answer).toBe(expected);
  });

  test.each([
    ['', 'movies\nmore\n', 'movies'],
    [', without the blanks around it,', '  movies \r\n', 'movies'],
    [', even an empty one,', '\n', ''],
  ])('is answered by the first line%s of a pipe that stays open', async (_, text, expected) => {
    // Prepare
    const program = new TestTerminal(false);

    // Act
    const answer = answerTo('Type the name:', program);
    program.stdin.write(text);

    // Assess
    expect(await answer).toBe(expected);
    expect(program.shown).toBe('Type the name:\n');
    expect(program.stdin.isPaused()).toBe(true);
  });

  test('is broken between words if it is wider than the terminal', async () => {
    // Prepare
    const person = new TestTerminal();
    Object.assign(person.stderr, { isTTY: true, columns: 40 });

    // Act
    const answer = answerTo("Delete the users of 3 rows in all data for good? Type 'yes':", person);
    await person.answer("Type 'yes':", 'yes\r');

    // Assess
    expect(await answer).toBe('yes');
    expect(stripVTControlCharacters(person.shown)).toContain(
      "? Delete the users of 3 rows in all data\n    for good? Type 'yes':",
    );
  });

  test('gets no answer from an empty input', async () => {
    // Prepare
    const program = new TestTerminal(false);

    // Act
    program.stdin.end();

    // Assess
    expect(await answerTo('Type the name:', program)).toBeUndefined();
  });

  test('that expects yes or no is asked again after any other answer', async () => {
    // Prepare
    const program = new TestTerminal();

    // Act
    const answer = answersYes('Go on?', 'Nothing was done.', program);
    await program.answer('Go on?', 'ja\r');
    await program.answer('Type yes or no.', `${'\u007f'.repeat(2)}yes\r`);

    // Assess
    expect(await answer).toBe(true);
  });
});

describe('A question for a name', () => {
  const question = { name: 'movies', question: "Delete 'movies'?", otherwise: 'Nothing was deleted.' };
  const usual = { json: false, yes: false, isNameNeeded: false };

  test.each([
    ['accepts the name', 'movies\r', undefined],
    ['refuses another word', 'yes\r', new CliFailure('Nothing was deleted.')],
  ])('in a terminal %s', async (_, keys, expected) => {
    // Prepare
    const person = new TestTerminal();
    const confirmed = confirmName(question, usual, person).catch((error: unknown) => error);

    // Act
    await person.answer("Delete 'movies'? Type its name:", keys);

    // Assess
    expect(await confirmed).toEqual(expected);
  });

  test.each([
    ['without a terminal, although the name is piped', false, usual, 'there is no terminal'],
    ['with --json in a terminal', true, { ...usual, json: true }, '--json is given'],
    [
      'with --json in a terminal, even with --yes, if the name must be typed',
      true,
      { json: true, yes: true, isNameNeeded: true },
      '--json is given',
    ],
    [
      'without a terminal, if the name must be typed and --yes is missing',
      false,
      { ...usual, isNameNeeded: true },
      'there is no terminal',
    ],
  ])('is not asked, and the command fails as wrong usage, %s', async (_, isTTY, options, reason) => {
    // Prepare
    const program = new TestTerminal(isTTY);
    program.stdin.end('movies\n');

    // Act
    const failure = await confirmName(question, options, program).catch((error: unknown) => error);

    // Assess
    expect(failure).toBeInstanceOf(WrongUsage);
    expect(failure).toMatchObject({ message: `Delete 'movies'? This cannot be confirmed: ${reason}.` });
    expect(program.shown).toBe('');
  });

  test('is answered by the first line of a pipe if --yes is given and the name must be typed', async () => {
    // Prepare
    const program = new TestTerminal(false);
    program.stdin.end('movies\n');

    // Act
    const confirmed = confirmName(question, { json: true, yes: true, isNameNeeded: true }, program);

    // Assess
    await expect(confirmed).resolves.toBeUndefined();
  });
});
