import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const QUESTIONS = join(PROJECT_ROOT, 'scripts', 'account-check', 'questions');

const ids = new Set(
  readdirSync(QUESTIONS).flatMap((file) =>
    [...readFileSync(join(QUESTIONS, file), 'utf8').matchAll(/^ +id: '([^']+)'/gm)].map(([, id = '']) => id),
  ),
);
const SERVICES = [...new Set([...ids].map((id) => id.split('-')[0]))].join('|');

/** Sources whose comments may say that something is unconfirmed. */
const FOLDERS = ['cli', 'emulator', 'functions', 'lib', 'local', 'stacks'];

/** Comment blocks, each with the path of its file. */
const comments = FOLDERS.flatMap((folder) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      [...readFileSync(join(PROJECT_ROOT, folder, path), 'utf8').matchAll(/\/\*\*[\s\S]*?\*\/|(?:^ *\/\/.*\n)+/gm)].map(
        ([text]) => ({ path: join(folder, path), text }),
      ),
    ),
);

describe('a comment about unconfirmed behavior', () => {
  it('has the id of a question of the account check', () => {
    // Act
    const without = comments
      .filter(({ text }) => /unconfirmed|not confirmed/i.test(text) && !/What is unconfirmed/.test(text))
      .filter(({ text }) => ![...ids].some((id) => text.includes(id)))
      .map(({ path, text }) => `${path}: ${text.trim()}`);

    // Assess
    expect(ids.size).toBeGreaterThan(40);
    expect(without).toEqual([]);
  });

  it('names only ids of questions that exist', () => {
    // Act
    const id = new RegExp(
      `\`((?:${SERVICES})-[a-z]+(?:-[a-z]+)*)\` in docs/local-aws\\.md|[Uu]nconfirmed: ([a-z-]+)`,
      'g',
    );
    const unknown = comments.flatMap(({ path, text }) =>
      [...text.replace(/\n *(?:\*|\/\/)/g, '').matchAll(id)]
        .map(([, quoted, named]) => quoted ?? named ?? '')
        .filter((found) => !ids.has(found))
        .map((found) => `${path}: ${found}`),
    );

    // Assess
    expect(unknown).toEqual([]);
  });
});
