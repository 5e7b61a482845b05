import { validateParameterFile } from '../../lib/parameter-file/validate';
import { markdownFiles } from '../support/markdown';

const FILES = markdownFiles().flatMap(({ path, text }) =>
  [...text.matchAll(/^ *```json\n([\s\S]*?)^ *```/gm)]
    .map(([, code]) => code ?? '')
    .filter((code) => code.startsWith('{') && code.includes('"datasetGroup"'))
    .map((code) => [path, code] as const),
);

test.each(FILES)('a parameter file in %s is valid, without warnings', (_path, code) => {
  expect(validateParameterFile(code).problems).toEqual([]);
});
