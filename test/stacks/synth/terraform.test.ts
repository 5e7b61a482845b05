import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';
import type { Backend, SynthSettings } from '../../../stacks/synth/synth-settings';
import { synthesize } from '../../../stacks/synth/synthesize';
import { type Configuration, resource } from '../../support/configuration';
import { readSynthesis, temporaryFolder } from '../../support/synthesis';
import { danglingReferences, findCycle } from '../terraform/references';

const PARAMETER_FILES = join(PROJECT_ROOT, 'examples', 'movies', 'train');

/** Backends, with the resulting block `terraform`. */
const BACKENDS: readonly (readonly [name: string, backend: Backend | undefined, terraform: object])[] = [
  [
    'local',
    { type: 'local' },
    {
      required_version: '>= 1.5.0',
      backend: { local: { path: '../../../terraform.personalize.tfstate' } },
    },
  ],
  [
    's3 that locks by itself',
    { type: 's3', bucket: 'state', key: 'k' },
    {
      required_version: '>= 1.10.0',
      backend: { s3: { bucket: 'state', key: 'k', encrypt: true, use_lockfile: true } },
    },
  ],
  [
    's3 with a lock table',
    { type: 's3', bucket: 'state', key: 'k', region: 'eu-central-1', lockTable: 'locks' },
    {
      required_version: '>= 1.5.0',
      backend: {
        s3: { bucket: 'state', key: 'k', encrypt: true, region: 'eu-central-1', dynamodb_table: 'locks' },
      },
    },
  ],
  [
    'cloud with a workspace',
    { type: 'cloud', organization: 'acme', workspace: 'prod' },
    { required_version: '>= 1.5.0', cloud: { organization: 'acme', workspaces: { name: 'prod' } } },
  ],
  [
    'cloud with tags and hostname',
    { type: 'cloud', organization: 'acme', workspace: ['a', 'b'], hostname: 'tfe.example.com' },
    {
      required_version: '>= 1.5.0',
      cloud: { organization: 'acme', hostname: 'tfe.example.com', workspaces: { tags: ['a', 'b'] } },
    },
  ],
  ['none', undefined, { required_version: '>= 1.5.0' }],
];

const CHOICES = BACKENDS.flatMap(([name, backend, terraform]) =>
  (backend === undefined ? [true, false] : [true]).flatMap((provider) =>
    [undefined, PARAMETER_FILES].flatMap((parameterFiles) =>
      [true, false].map((preventDestroy) => ({
        name: `backend ${name}, ${provider ? 'a' : 'no'} provider block, ${parameterFiles ? 'parameter files' : 'no parameter file'}, ${preventDestroy ? 'destruction prevented' : 'destruction allowed'}`,
        settings: {
          provider,
          preventDestroy,
          ...(backend && { backend }),
          ...(parameterFiles !== undefined && { parameterFiles }),
        } satisfies SynthSettings,
        terraform,
      })),
    ),
  ),
);

const plain = configured({ provider: true, preventDestroy: false });

function configured(settings: SynthSettings): Configuration {
  return readSynthesis(synthesize(temporaryFolder(), settings)).configuration;
}

/** A configuration without the parts that settings are expected to change. */
function rest({ provider, variable, resource: blocks, ...others }: Configuration & { provider?: unknown }) {
  const { tags, ...variables } = variable;
  const { aws_s3_object: objects, ...resources } = blocks;
  const text = JSON.stringify({
    ...others,
    terraform: {},
    '//': {},
    variable: variables,
    resource: resources,
  });
  return text.replaceAll('"lifecycle":{"prevent_destroy":true},', '');
}

describe('A combination of synth-time settings', () => {
  test.each(CHOICES)('changes only the parts of the configuration that it is for: $name', ({ settings, terraform }) => {
    // Act
    const configuration = configured(settings);

    // Assess: expected differences
    const version = settings.provider ? '>= 5.100, < 7' : '>= 5.100';
    const required_providers = { aws: { source: 'hashicorp/aws', version } };
    expect(configuration.terraform).toEqual({ ...terraform, required_providers });
    expect('provider' in configuration).toBe(settings.provider);
    expect('tags' in configuration.variable).toBe(settings.provider);
    expect(Object.keys(configuration.resource.aws_s3_object ?? {})).toHaveLength(
      settings.parameterFiles === undefined ? 0 : 1,
    );
    for (const address of ['aws_s3_bucket.data_bucket', 'aws_dynamodb_table.record_table']) {
      expect(resource(configuration, address).lifecycle).toEqual(
        settings.preventDestroy ? { prevent_destroy: true } : undefined,
      );
    }

    // Assess: no other differences
    expect(rest(configuration)).toBe(rest(plain));
    expect(danglingReferences(configuration)).toEqual([]);
    expect(findCycle(configuration)).toBeUndefined();
  });
});
