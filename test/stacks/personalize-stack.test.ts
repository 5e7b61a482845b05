import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { evaluate, resources, statements } from '../support/configuration';
import { readSynthesis, temporaryFolder } from '../support/synthesis';
import { synthesizedStack } from '../support/synthesized-stack';
import { danglingReferences, findCycle } from './terraform/references';

const path = synthesizedStack();
const { configuration, folder } = readSynthesis(path);
const text = readFileSync(path, 'utf8');

/** Contents of the files below a folder, by path. */
function files(root: string): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((name) => statSync(name).isFile());
  return Object.fromEntries(paths.map((name) => [relative(root, name), readFileSync(name, 'base64')]));
}

describe('PersonalizeStack', () => {
  test('has no dangling reference and no cycle', () => {
    expect(danglingReferences(configuration)).toEqual([]);
    expect(findCycle(configuration)).toBeUndefined();
  });

  test('is byte-identical when main.ts synthesizes it again in another folder', () => {
    // Prepare
    const outdir = temporaryFolder();

    // Act: as `cdktf synth` does, on a machine without Terraform
    execFileSync(process.execPath, [require.resolve('tsx/cli'), join(PROJECT_ROOT, 'main.ts')], {
      cwd: outdir,
      env: { CDKTF_OUTDIR: outdir, PATH: '', TZ: 'Pacific/Auckland' },
    });

    // Assess
    const again = files(join(outdir, 'stacks'));
    expect(Object.keys(again).length).toBeGreaterThan(6);
    expect(again).toEqual(files(dirname(folder)));
  });

  test('names no account, partition or region, except the regions with Amazon Personalize, and not the path of this checkout', () => {
    // Prepare
    const { additional_personalize_regions: _further, ...variable } = configuration.variable;
    const { personalize_role: role, ...roles } = configuration.resource.aws_iam_role ?? {};
    const { lifecycle: _regions, ...other } = role ?? {};
    const where = JSON.stringify({
      variable,
      other,
      resource: { ...configuration.resource, aws_iam_role: roles },
    });

    // Act and assess
    expect(text).not.toContain(PROJECT_ROOT);
    expect(text).not.toMatch(/arn:aws/);
    expect(where).not.toMatch(/[a-z]{2}-(north|south|east|west|central)[a-z]*-\d/);
    expect(text).not.toMatch(/\b\d{12}\b/);
  });

  test('has bundles that contain the word handler, and not the path of this checkout', () => {
    for (const lambda of Object.values(configuration.resource.aws_lambda_function ?? {})) {
      const { 'index.js': code } = unzipSync(
        readFileSync(join(folder, String(lambda.filename).replace('${path.module}/', ''))),
      );
      const source = new TextDecoder().decode(code);
      expect(source).not.toContain(PROJECT_ROOT);
      expect(source).toMatch(/\bhandler\b/);
    }
  });

  test('keeps names of roles, functions, buckets, schedule groups, state machines and queues within their limits, even with the longest names of deployment and region', () => {
    // Prepare
    const values = {
      'var.name': 'a'.repeat(20),
      'local.region': 'ap-southeast-1',
      'data.aws_caller_identity.current.account_id': '123456789012',
    };
    const limits: Readonly<Record<string, readonly [attribute: string, characters: number]>> = {
      aws_iam_role: ['name', 64],
      aws_lambda_function: ['function_name', 64],
      aws_s3_bucket: ['bucket', 63],
      aws_scheduler_schedule_group: ['name', 64],
      aws_sfn_state_machine: ['name', 80],
      aws_sqs_queue: ['name', 80],
    };

    // Act
    const names = resources(configuration).flatMap(([address, block]) => {
      const [attribute, limit] = limits[address.split('.')[0] ?? ''] ?? [];
      return attribute === undefined ? [] : [{ limit, name: evaluate(String(block[attribute]), values) }];
    });

    // Assess
    expect(names.length).toBeGreaterThan(28);
    expect(names.filter(({ name, limit = 0 }) => name.length > limit)).toEqual([]);
  });

  test('begins every name with the name of the deployment, after a prefix such as /aws/lambda/ if there is one', () => {
    const named = resources(configuration).filter(([address]) => !address.startsWith('aws_iam_role_policy.'));
    const names = named.flatMap(([, { name, function_name, bucket }]) =>
      [name, function_name, bucket].filter((value) => value !== undefined),
    );
    const unmarked = names.filter(
      (name) => !/^(\/aws\/(lambda|vendedlogs\/states)\/|\/|alias\/)?\$\{(var\.name|aws_)/.test(String(name)),
    );
    expect(unmarked).toEqual([]);
  });

  test('lets the state machine of runs start ensure-resources and no other state machine', () => {
    // Act
    const [start] = statements(configuration, 'aws_iam_role_policy.run_role_policy').filter(({ Action }) =>
      Action.includes('states:StartExecution'),
    );

    // Assess
    expect(start?.Resource).toEqual(['${aws_sfn_state_machine.ensure_resources.arn}']);
  });

  test('has the resources of the data bucket that docs/deploy.md removes from the state to keep the data', () => {
    // Prepare
    const document = readFileSync(join(PROJECT_ROOT, 'docs/deploy.md'), 'utf8');
    const [, command = ''] = /terraform state rm (.*?)\nterraform /s.exec(document) ?? [];

    // Act
    const settings = resources(configuration)
      .map(([address]) => address)
      .filter((address) => /^aws_s3_bucket\w*\.data_bucket(?!_access_logs)/.test(address));

    // Assess: access logs go to a bucket that is deleted, and events go to functions that are deleted
    const left = settings.filter((address) => !/^aws_s3_bucket_(logging|notification)\./.test(address));
    expect(command.split(/[\s\\]+/).sort()).toEqual(left.sort());
  });

  test('requires at least Terraform 1.5, and keeps its state beside cdktf.json by default', () => {
    expect(configuration.terraform).toMatchObject({
      required_version: '>= 1.5.0',
      backend: { local: { path: '../../../terraform.personalize.tfstate' } },
    });
  });
});
