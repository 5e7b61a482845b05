import { unusedValue } from '../../../lib/parameter-file/unused-values';

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = [bytes('{"name": "shop-${stage}"}'), bytes('{"name": "${ region }", "literal": "$${other}"}')];

describe('unusedValue', () => {
  test('finds nothing if each value belongs to a placeholder of some file', () => {
    // Act and assess
    expect(unusedValue({ stage: 'dev', region: 'eu' }, FILES)).toBeUndefined();
    expect(unusedValue({}, FILES)).toBeUndefined();
  });

  test.each([
    ['stgae', FILES, 'Did you mean "stage"?'],
    ['other', FILES, 'Placeholders are region, stage.'],
    ['stage', [bytes('{}')], 'Leave it out.'],
  ])('names %s, which no file has as a placeholder, and gives a hint', (name, files, hint) => {
    // Act
    const wrong = unusedValue({ [name]: 'x' }, files);

    // Assess
    expect(wrong).toEqual({ message: `--value ${name}=x: no parameter file has the placeholder \${${name}}.`, hint });
  });

  test('reports nothing for a file that is not JSON', () => {
    // Act and assess
    expect(unusedValue({ stage: 'x' }, [bytes('{')])).toBeUndefined();
  });
});
