import { markdownFiles } from '../support/markdown';

const PAGE = /^(?:docs\/.*|(?:examples|emulator|simulation)\/README|CONTRIBUTING|SECURITY)\.md$/;

test('every page of the documentation begins with a question', () => {
  // Act
  const pages = markdownFiles().filter(({ path }) => PAGE.test(path));
  const without = pages.filter(({ text }) => {
    const [, first = ''] = /^# .*\n\n(.*(?:\n.+)*)/m.exec(text) ?? [];
    return !/^[A-Z][^.:]*\?/.test(first);
  });

  // Assess
  expect(pages.length).toBeGreaterThan(30);
  expect(without.map(({ path }) => path)).toEqual([]);
});
