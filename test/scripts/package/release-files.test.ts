import { posix } from 'node:path';
import { releaseFiles } from '../../../scripts/package/release-files';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import { links } from '../../support/markdown';

const files = new Map(releaseFiles('1.2.3').map(({ path, content }) => [path, new TextDecoder().decode(content)]));

interface Module {
  readonly resource: {
    readonly aws_lambda_function: Readonly<Record<string, { readonly filename: string }>>;
  };
  readonly variable: Readonly<Record<string, unknown>>;
  readonly terraform: object;
}

function module(folder: string): Module {
  return JSON.parse(files.get(posix.join(folder, 'cdk.tf.json')) ?? '');
}

describe('The release', () => {
  test.each(['', 'module'])("has every function's code at the path in the cdk.tf.json of the folder '%s'", (folder) => {
    const code = Object.values(module(folder).resource.aws_lambda_function).map(({ filename }) =>
      filename.replace('${path.module}', folder === '' ? '.' : folder),
    );
    expect(code.length).toBeGreaterThan(5);
    expect(code.filter((path) => !files.has(posix.normalize(path)))).toEqual([]);
  });

  test('has a root module with a provider and no fixed backend', () => {
    expect(module('')).toHaveProperty('provider');
    expect(module('').terraform).not.toHaveProperty('backend');
  });

  test('has the licenses of the packages that functions contain, and of no tools', () => {
    // Act
    const licenses = files.get('THIRD-PARTY-LICENSES.txt') ?? '';

    // Assess
    expect(licenses).toMatch(/^@aws-sdk\/client-personalize \d/m);
    expect(licenses).toMatch(/^ajv \d|^@aws-lambda-powertools\/logger \d/m);
    expect(licenses).toContain('Permission is hereby granted, free of charge');
    expect(licenses).not.toMatch(/^(?:cdktf|esbuild|commander) \d/m);
  });

  test('has every document that it names, and no link outside the release', () => {
    // Act
    const names = [...files.values()].flatMap((text) =>
      [...text.matchAll(/\bdocs\/[\w-]+\.md/g)].map(([name]) => name),
    );
    const targets = [...files]
      .filter(([path]) => path.endsWith('.md'))
      .flatMap(([path, text]) =>
        links({ path, text })
          .filter((target) => !target.startsWith('https:') && !target.startsWith('#'))
          .map((target) => posix.join(posix.dirname(path), target.replace(/#.*$/, ''))),
      );

    // Assess
    expect(names).toContain('docs/security.md');
    expect(targets).toContain('docs/security.md');
    expect([...names, ...targets].filter((path) => !files.has(path))).toEqual([]);
  });

  test('requires a range of provider versions in the root module, and a minimum version in the child', () => {
    const source = 'hashicorp/aws';
    expect(module('').terraform).toMatchObject({
      required_providers: { aws: { source, version: '>= 5.100, < 7' } },
    });
    expect(module('module').terraform).toMatchObject({
      required_providers: { aws: { source, version: '>= 5.100' } },
    });
  });

  test('has a child module without provider, backend and tags, but otherwise equal to the root module', () => {
    // Act
    const {
      '//': _root,
      provider: _provider,
      terraform: _0,
      variable,
      ...root
    } = { '//': 0, provider: 0, ...module('') };
    const { '//': _child, terraform: _1, ...child } = { '//': 0, ...module('module') };

    // Assess
    const { tags: _tags, ...variables } = variable;
    expect(child).toEqual({ ...root, variable: variables });
  });

  test.each(['README.md', 'module/README.md'])('explains all variables, and one of the outputs, in %s', (readme) => {
    const { variable } = module(posix.dirname(readme));
    const text = files.get(readme) ?? '';
    for (const name of Object.keys(variable)) expect(text).toContain(`| \`${name}\` |`);
    expect(text).toMatch(/^\| `data_bucket_arn` \| ARN of the data bucket\. \|$/m);
    expect(text).toContain('1.2.3');
  });

  test('shows how to call the child module', () => {
    expect(files.get('example/main.tf')).toContain('source = "../module"');
  });

  test('does not contain the path of the project on this machine', () => {
    for (const [path, content] of files) if (!path.endsWith('.zip')) expect(content).not.toContain(PROJECT_ROOT);
  });
});
