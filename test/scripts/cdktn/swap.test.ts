import { differences, manifestWithCdktn, withCdktn } from '../../../scripts/cdktn/swap';

describe('withCdktn', () => {
  test('replaces every import of CDKTF and of its AWS provider, and nothing else', () => {
    // Prepare
    const source = [
      "import { App } from 'cdktf';",
      "} from '@cdktf/provider-aws/lib/s3-bucket';",
      "import { Construct } from 'constructs';",
      "join(PROJECT_ROOT, 'cdktf.json'); // cdktf.out",
    ];

    // Act
    const swapped = withCdktn(source.join('\n')).split('\n');

    // Assess
    expect(swapped).toEqual([
      "import { App } from 'cdktn';",
      "} from '@cdktn/provider-aws/lib/s3-bucket';",
      source[2],
      source[3],
    ]);
  });
});

describe('manifestWithCdktn', () => {
  test('has the packages of the fork CDKTN instead of those of CDKTF, but none instead of cdktf-cli', () => {
    // Act
    const manifest = manifestWithCdktn({
      devDependencies: {
        cdktf: '0.21.0',
        'cdktf-cli': '0.21.0',
        '@cdktf/provider-aws': '21.22.1',
        constructs: '10.4.2',
        tsx: '4.0.0',
      },
    });

    // Assess
    expect(manifest).toMatchObject({ devDependencies: { tsx: '4.0.0' } });
    const { devDependencies } = manifest as { devDependencies: object };
    expect(Object.keys(devDependencies).sort()).toEqual(['@cdktn/provider-aws', 'cdktn', 'constructs', 'tsx']);
  });
});

describe('differences', () => {
  test('are the paths at which values differ or are missing, except the version of CDKTF in the metadata', () => {
    // Prepare
    const one = { '//': { metadata: { version: '0.21.0' } }, same: [1, null], list: [1, 2], gone: 0 };
    const other = { '//': { metadata: { version: '0.24.0' } }, same: [1, null], list: [1, 3], 'a/b': 0 };

    // Act
    const found = differences(one, other);

    // Assess
    expect(found).toEqual(['/list/1', '/gone', '/a~1b']);
  });

  test('include any other changed version', () => {
    expect(differences({ version: '1' }, { version: '2' })).toEqual(['/version']);
  });
});
