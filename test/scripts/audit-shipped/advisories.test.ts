import { shippedAdvisories } from '../../../scripts/audit-shipped/advisories';
import { filesOfCli } from '../../../scripts/build-cli';
import { packageFolders } from '../../../scripts/build-cli/third-party-licenses';

const advisory = { title: 'Prototype pollution', url: 'https://github.com/advisories/GHSA-1', severity: 'high' };
const SHIPPED = new Set(['node_modules/ajv', 'node_modules/a/node_modules/b']);

describe('The advisories on published packages', () => {
  it('name a bundled package, even one that is nested in another package', () => {
    // Act
    const lines = shippedAdvisories(
      {
        vulnerabilities: {
          ajv: { nodes: ['node_modules/ajv'], via: [advisory] },
          b: { nodes: ['node_modules/b', 'node_modules/a/node_modules/b'], via: [advisory] },
        },
      },
      SHIPPED,
    );

    // Assess
    expect(lines).toEqual([
      'node_modules/ajv: high: Prototype pollution (https://github.com/advisories/GHSA-1)',
      'node_modules/a/node_modules/b: high: Prototype pollution (https://github.com/advisories/GHSA-1)',
    ]);
  });

  it('leave out tools, and packages that only depend on an affected one', () => {
    // Act
    const lines = shippedAdvisories(
      {
        vulnerabilities: {
          jest: { nodes: ['node_modules/jest'], via: [advisory] },
          ajv: { nodes: ['node_modules/ajv'], via: ['jest'] },
        },
      },
      SHIPPED,
    );

    // Assess
    expect(lines).toEqual([]);
  });

  it('refuse an answer without a report, e.g. from a registry that has no advisories', () => {
    expect(() => shippedAdvisories({ message: '405 Method Not Allowed' }, SHIPPED)).toThrow(/405 Method Not Allowed/);
  });

  it('cover the packages bundled with the command, and no tools', () => {
    // Act
    const folders = packageFolders(filesOfCli());

    // Assess
    expect(folders).toContain('node_modules/commander');
    expect(folders).toContain('node_modules/@aws-sdk/client-personalize');
    expect(folders).not.toContain('node_modules/jest');
  });
});
