import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { anchors, links, markdownFiles } from '../support/markdown';

const LINKS = markdownFiles().flatMap((file) => links(file).map((target) => [file.path, target] as const));

/** What is wrong with a link, or nothing. */
function problem(path: string, target: string): string | undefined {
  if (target.startsWith('https://')) return URL.canParse(target) ? undefined : 'it is no URL';
  const [file = '', anchor] = target.split('#');
  const absolute = file === '' ? resolve(PROJECT_ROOT, path) : resolve(PROJECT_ROOT, dirname(path), file);
  if (!absolute.startsWith(PROJECT_ROOT) || !existsSync(absolute)) return 'there is no such file';
  if (anchor === undefined || statSync(absolute).isDirectory()) return undefined;
  return anchors(readFileSync(absolute, 'utf8')).has(anchor) ? undefined : 'there is no such heading';
}

test('every link in the documents leads somewhere', () => {
  // Act
  const broken = LINKS.map(([path, target]) => [path, target, problem(path, target)] as const).filter(
    ([, , why]) => why !== undefined,
  );

  // Assess
  expect(LINKS.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
