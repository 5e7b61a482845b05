import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_RULES } from '../../lib/personalize/data-rules/rules';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

test('every rule of csv that docs/personalize-failures.md names exists', () => {
  // Prepare
  const rows = readFileSync(join(PROJECT_ROOT, 'docs', 'personalize-failures.md'), 'utf8').split('\n');

  // Act
  const named = rows.flatMap((row) => {
    const [, , foundBy = ''] = row.split(' | ').length < 3 ? [] : ['', ...row.split(' | ')];
    return [...foundBy.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, rule = '']) => rule);
  });

  // Assess
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((rule) => !(rule in DATA_RULES))).toEqual([]);
});
