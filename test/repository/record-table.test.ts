import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const PRODUCT = ['cli', 'functions', 'lib', 'local', 'stacks'];
const sources = new Map(
  PRODUCT.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  ).map((path) => [path, readFileSync(join(PROJECT_ROOT, path), 'utf8')]),
);

/** Parsers of `lib/record-table/item.ts`, which read attributes of items. */
const PARSERS = /\b(?:textOf|texts|textsOf|optionalTexts|optionalNumber)\b/;

describe('the record table', () => {
  it('has exactly one module that handles failed conditional writes', () => {
    // Act
    const catching = [...sources].filter(([, text]) => /ConditionalCheckFailed|TransactionCanceled/.test(text));

    // Assess
    expect(catching.map(([path]) => path)).toEqual(['lib/record-table/record-table.ts']);
  });

  it('has items that only modules in lib/record-table/ parse', () => {
    // Act
    const parsing = [...sources].filter(
      ([path, text]) =>
        !path.startsWith('lib/record-table/') &&
        [...text.matchAll(/^import ([^;]*?) from '[^']*record-table\/item'/gm)].some(([, names = '']) =>
          PARSERS.test(names),
        ),
    );

    // Assess
    expect(parsing.map(([path]) => path)).toEqual([]);
  });
});
