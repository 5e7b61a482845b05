import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EmulatedService } from '../emulator/core/emulated-service';
import { LocalAws } from '../emulator/local-aws';
import { PROJECT_ROOT } from '../stacks/synth/project-root';

/**
 * Writes `api-model.json` of each service in `FOLDERS`: the operations that the local AWS implements, as AWS's API models describe them. Run
 * this script manually after a new operation or a change of AWS's API:
 * `npx tsx scripts/api-models.ts <path of botocore's folder data> <version of botocore> <today's date>`
 */

interface Member {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
}

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly error?: { readonly code?: string };
}

interface Model {
  readonly metadata: { readonly apiVersion: string };
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly http: unknown;
        readonly input?: { readonly shape: string };
        readonly output?: { readonly shape: string };
        readonly errors?: readonly { readonly shape: string }[];
      }
    >
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/**
 * Services by their name in the local AWS, each with its folder in `emulator/services/` and its folder in botocore. The management API of
 * Personalize is not among them, because the emulator uses the product's copy of that model (`emulator/services/personalize/api.ts`).
 */
const FOLDERS: Readonly<Record<string, readonly [here: string, botocore: string]>> = {
  dynamodb: ['dynamodb', 'dynamodb'],
  events: ['eventbridge', 'events'],
  iam: ['iam', 'iam'],
  kms: ['kms', 'kms'],
  lambda: ['lambda', 'lambda'],
  logs: ['cloudwatch-logs', 'logs'],
  monitoring: ['cloudwatch', 'cloudwatch'],
  'personalize-events': ['personalize/events', 'personalize-events'],
  'personalize-runtime': ['personalize/runtime', 'personalize-runtime'],
  pricing: ['pricing', 'pricing'],
  s3: ['s3', 's3'],
  scheduler: ['scheduler', 'scheduler'],
  servicequotas: ['service-quotas', 'service-quotas'],
  sns: ['sns', 'sns'],
  sqs: ['sqs', 'sqs'],
  ssm: ['ssm', 'ssm'],
  states: ['stepfunctions', 'stepfunctions'],
  sts: ['sts', 'sts'],
};

const [data = '', version = '', date = ''] = process.argv.slice(2);

for (const service of new LocalAws({ seed: 1 }).aws.all()) {
  const folders = FOLDERS[service.name];
  if (folders === undefined || !(service instanceof EmulatedService)) continue;
  const [here, there] = folders;
  write(join(PROJECT_ROOT, 'emulator', 'services', here, 'api-model.json'), modelOf(there), service.operationNames());
}

function modelOf(folder: string): Model {
  const newest = readdirSync(join(data, folder)).sort().at(-1) ?? '';
  return JSON.parse(gunzipSync(readFileSync(join(data, folder, newest, 'service-2.json.gz'))).toString()) as Model;
}

/** Writes one line for each of the operations, then one for each shape that they use, both sorted by name. */
function write(file: string, model: Model, names: readonly string[]): void {
  const operations = names.toSorted().map((name) => {
    const { http, input, output, errors = [] } = model.operations[name] ?? missing(name);
    const codes = errors.map(({ shape }) => model.shapes[shape]?.error?.code ?? shape);
    return [name, { http, input: input?.shape, output: output?.shape, errors: codes }] as const;
  });
  const used = new Set<string>();
  for (const [, { input, output }] of operations) for (const name of [input, output]) reach(model, name, used);
  const shapes = [...used].sort().map((name) => [name, condensed(model.shapes[name] ?? missing(name))] as const);
  const text = `{
  "source": "botocore ${version}",
  "date": "${date}",
  "apiVersion": "${model.metadata.apiVersion}",
  "operations": ${lines(operations)},
  "shapes": ${lines(shapes)}
}
`;
  writeFileSync(file, text);
}

function lines(entries: readonly (readonly [string, unknown])[]): string {
  return `{\n${entries.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n  }`;
}

function reach(model: Model, name: string | undefined, used: Set<string>): void {
  if (name === undefined || used.has(name)) return;
  used.add(name);
  const { members = {}, member, key, value } = model.shapes[name] ?? missing(name);
  for (const one of [...Object.values(members), member, key, value]) reach(model, one?.shape, used);
}

/**
 * Returns the parts of a shape that the emulator uses. Each member is replaced by the name of its shape. A member outside
 * the body also keeps its location and, if the model gives one, its name on the wire.
 */
function condensed({ type, members, member, key, value, required, payload, min, max, pattern, enum: allowed }: Shape) {
  return {
    type,
    ...(members && {
      members: Object.fromEntries(Object.entries(members).map(([name, one]) => [name, memberOf(one)])),
    }),
    ...(member && { member: member.shape }),
    ...(key && { key: key.shape }),
    ...(value && { value: value.shape }),
    ...(required !== undefined && required.length > 0 && { required }),
    payload,
    min,
    max,
    pattern,
    enum: allowed,
  };
}

function memberOf({ shape, location, locationName }: Member): unknown {
  return location === undefined
    ? shape
    : { shape, location, ...(locationName !== undefined && { name: locationName }) };
}

function missing(name: string): never {
  throw new Error(`The API model has no ${name}.`);
}
