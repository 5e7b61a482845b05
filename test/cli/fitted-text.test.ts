import { fittedText } from '../../cli/fitted-text';

const TERMINAL = { isTTY: true, columns: 40 };

describe('fittedText', () => {
  test('breaks the lines of a message between words', () => {
    // Act
    const text = fittedText('Error: The plan cannot be confirmed: there is no terminal.\nPass --yes.', TERMINAL);

    // Assess
    expect(text).toBe('Error: The plan cannot be confirmed:\n    there is no terminal.\nPass --yes.');
  });

  test('breaks neither a command nor an address', () => {
    // Prepare
    const address = 's3://personalize-data-123456789012-us-east-1/train/config.json';

    // Act
    const text = fittedText(`Run \`personalize-mlops status movies --data\` and read ${address}`, TERMINAL);

    // Assess
    expect(text).toBe(`Run\n    \`personalize-mlops status movies --data\`\n    and read\n    ${address}`);
  });

  test.each([
    ['a file', { columns: 40 }],
    ['a terminal of unknown width', { isTTY: true, columns: 0 }],
  ])('does not change text for %s', (_, stream) => {
    // Act and assess
    expect(fittedText('word '.repeat(20), stream)).toBe('word '.repeat(20));
  });
});
