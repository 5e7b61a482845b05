import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesPattern, parsePattern } from '../../../emulator/services/eventbridge/pattern';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import type { Suite } from '../suite';
import { type Case, casesOf } from './cases';

const SOURCES = join(PROJECT_ROOT, 'scripts/external-suites/event-ruler');

/** Compares the local EventBridge with AWS's own rule engine (Apache-2.0), on random patterns and events. Needs Java 17 and Maven. */
export const eventRuler: Suite = {
  name: 'event-ruler',
  fetch: (folder) => {
    copyFileSync(join(SOURCES, 'pom.xml'), join(folder, 'pom.xml'));
    execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies'], { cwd: folder, stdio: 'inherit' });
  },
  run: (folder, { cases: count, seed }) => {
    const cases = casesOf(count, seed);
    const theirs = execFileSync(
      'java',
      ['-cp', join(folder, 'target', 'dependency', '*'), join(SOURCES, 'Judge.java')],
      { input: cases.map((asked) => JSON.stringify(asked)).join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28 },
    ).split('\n');
    return cases.map((asked, index) => ({ asked, ours: verdict(asked), theirs: theirs[index] ?? 'nothing' }));
  },
};

function verdict({ pattern, event }: Case): string {
  try {
    const parsed = parsePattern(JSON.stringify(pattern));
    return matchesPattern(parsed, event as Parameters<typeof matchesPattern>[1]) ? 'match' : 'none';
  } catch {
    return 'invalid';
  }
}
