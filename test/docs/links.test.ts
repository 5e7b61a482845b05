import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { anchors, links, markdownFiles } from '../support/markdown';

const LINKS = markdownFiles().flatMap((file) => links(file).map((target) => [file.path, target] as const));

/** Returns what is wrong with a link, or undefined. */
function problem(path: string, target: string): string | undefined {
  if (target.startsWith('https://')) return URL.canParse(target) ? undefined : 'it is no URL';
  const [file = '', anchor] = target.split('#');
  const absolute = file === '' ? resolve(PROJECT_ROOT, path) : resolve(PROJECT_ROOT, dirname(path), file);
  if (!absolute.startsWith(PROJECT_ROOT) || !existsSync(absolute)) return 'there is no such file';
  if (anchor === undefined || statSync(absolute).isDirectory()) return undefined;
  return anchors(readFileSync(absolute, 'utf8')).has(anchor) ? undefined : 'there is no such heading';
}

test('links are checked in documents at the root, in docs/, in examples/ and in .github/', () => {
  // Act
  const paths = markdownFiles().map(({ path }) => path);

  // Assess
  expect(paths).toEqual(
    expect.arrayContaining([
      ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', '.github/pull_request_template.md'],
      ...['docs/security.md', 'docs/decisions/0001-plan-and-upload-share-the-comparison.md', 'examples/README.md'],
    ]),
  );
});

test.each([
  ['[text](docs/x.md "title")', 'docs/x.md'],
  ['[text][1]\n\n[1]: <docs/x.md>', 'docs/x.md'],
  ['<a class="x" href="docs/x.md">text</a>', 'docs/x.md'],
])('the check of links finds the link in %s', (text, target) => {
  expect(links({ path: 'x.md', text })).toEqual([target]);
});

test('a heading that occurs a second time has an anchor with a number', () => {
  expect([...anchors('# A b\n\n## C `d`\n\n## A b')]).toEqual(['a-b', 'c-d', 'a-b-1']);
});

test('every link in the documents is a well-formed URL or leads to a file and heading that exist', () => {
  // Act
  const broken = LINKS.map(([path, target]) => [path, target, problem(path, target)] as const).filter(
    ([, , why]) => why !== undefined,
  );

  // Assess
  expect(LINKS.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
