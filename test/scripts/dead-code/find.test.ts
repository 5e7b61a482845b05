import { deadCode } from '../../../scripts/dead-code/find';

/** Finds dead code in a project of these files. @param main content of main.ts */
function found(main: string, files: Readonly<Record<string, string>>): readonly string[] {
  return deadCode(new Map(Object.entries({ 'main.ts': main, ...files })));
}

describe('deadCode', () => {
  it('names a file that no file imports', () => {
    expect(found('', { 'aws/arn.ts': 'export const ARN = 1;' })).toEqual(['aws/arn.ts: no file imports it']);
  });

  it.each([
    ['export function parse() {}'],
    ['export async function parse() {}'],
    ['export const parse = 1;'],
    ['export abstract class parse {}'],
    ['const parse = 1;\nexport { parse };'],
    ['export type parse = 1;'],
    ["export { parse } from './used';"],
    ["export { other as parse } from './used';"],
  ])('names an export that no other file imports: %s', (declaration) => {
    // Act
    const lines = found("import { used } from './aws/arn';\nimport { other, parse } from './aws/used';", {
      'aws/arn.ts': `export const used = 1;\n${declaration}`,
      'aws/used.ts': 'export const parse = 1;\nexport const other = 2;',
    });

    // Assess
    expect(lines).toEqual(['aws/arn.ts: no other file imports parse']);
  });

  it.each([
    ["import { parse } from './aws/arn';"],
    ["import { type parse, used } from './aws/arn';"],
    ["import {\n  parse as parsed,\n} from './aws/arn';"],
    ["import * as arn from './aws/arn';"],
    ["export * from './aws/arn';"],
    ["const { parse } = await import('./aws/arn.js');"],
    ["import arn = require('./aws/arn');"],
  ])('accepts an export that another file imports: %s', (main) => {
    expect(found(main, { 'aws/arn.ts': 'export const parse = 1;' })).toEqual([]);
  });

  it('accepts an exported type that only its own file uses', () => {
    // Act
    const lines = found("import { parse } from './aws/arn';", {
      'aws/arn.ts': 'export interface Arn {}\nexport function parse(): Arn {}',
    });

    // Assess
    expect(lines).toEqual([]);
  });

  it.each([
    ['export const ARN = 1;', ['aws/arn.ts: no other file but tests imports ARN']],
    ['export const ARN = 1;\nexport const PATTERN = `${ARN}*`;', []],
  ])('names an export that only tests import, unless its own file uses it: %s', (declarations, expected) => {
    // Act
    const lines = found("import { PATTERN } from './aws/arn';", {
      'aws/arn.ts': declarations,
      'test/aws/arn.test.ts': "import { ARN } from '../../aws/arn';",
    });

    // Assess
    expect(lines).toEqual(expected);
  });
});
