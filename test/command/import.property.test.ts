import fc from 'fast-check';
import { DeployedAws } from '../../cli/aws';
import { ParameterFileBuilder } from '../../cli/import-group/parameter-file-of';
import { startHttpServer } from '../../emulator/core/http-server';
import { VARIANTS } from '../../emulator/services/personalize/variants';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { makePlan } from '../../lib/reconciler/plan/make-plan';
import { allResources } from '../../lib/reconciler/resource-reference';
import { stateOf } from '../support/planned';
import { BareAccount } from './support/bare-account';
import { createMembers, givenMembers } from './support/create-members';
import { ACTIONS, actions, buildable, buildManually } from './support/hand-built';

// One hour is enough for 3,000 groups on a slow machine.
jest.setTimeout(3_600_000);

/**
 * Number of random groups. Every night, `.github/workflows/simulate.yml` tries 3,000 other groups. `IMPORTED_GROUPS=3000
 * IMPORTED_SEED=2 npx jest test/command/import.property` repeats its run number 2. The test fails if {@link unseen} finds a
 * case that no group has.
 */
const GROUPS = Number(process.env.IMPORTED_GROUPS ?? 15);
const SEED = Number(process.env.IMPORTED_SEED ?? 1);

/** Opens one endpoint for all accounts. With an endpoint for each account, the test would take three times as long. */
async function openEndpoint() {
  let account: BareAccount | undefined;
  const aws = () => {
    if (account === undefined) throw new Error('There is no account behind the endpoint yet.');
    return account.local.aws;
  };
  const server = await startHttpServer(
    {
      respond: (request, report) => aws().respond(request, report),
      get clock() {
        return aws().clock;
      },
    },
    { port: 0, local: async () => ({ status: 404, body: {} }) },
  );
  return {
    server,
    show: (next: BareAccount) => {
      account = next;
    },
  };
}

/**
 * Named resources in the file, as `type name`. A solution version has the name that the file gives to the solution's
 * first version.
 */
function namesIn(state: DesiredState): readonly string[] {
  const named = allResources(state).filter(({ name }) => name !== '');
  return named.map(({ type, name }) => `${type} ${name}`).sort();
}

/** Cases that no group has: resource types, {@link ACTIONS} (done or not) and variants of the emulator. */
function unseen(seen: ReadonlySet<string>): readonly string[] {
  const states = ACTIONS.flatMap((action) => [`with ${action}`, `without ${action}`]);
  return [...Object.keys(RESOURCE_TYPES), ...states, ...VARIANTS].filter((one) => !seen.has(one));
}

/** Settings, as `Operation.member`, that a group cannot have. */
const NOT_PLAYED: readonly RegExp[] = [
  // A file cannot have a solution without a recipe, see import-left-out.test.ts.
  /^CreateSolution\.(performAutoML|solutionConfig\.autoMLConfig\.)/,
  // A file does not say where jobs read and write.
  /^Create\w+\.(jobInput|jobOutput|metricsOutputConfig)\./,
];

/** Number of random groups among which even the rarest setting of a Create request occurs. */
const ENOUGH_FOR_SETTINGS = 1000;

function unplayedSettings(seen: ReadonlySet<string>): readonly string[] {
  return createMembers().filter((member) => !seen.has(member) && !NOT_PLAYED.some((pattern) => pattern.test(member)));
}

describe('import-dataset-group', () => {
  const endpoint = openEndpoint();
  afterAll(async () => (await endpoint).server.close());

  test('writes a file whose plan has no changes, for random dataset groups that were built with API calls', async () => {
    // Prepare
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
    });
    const { server, show } = await endpoint;
    let client: DeployedAws | undefined;
    let resources = 0;
    const seen = new Set<string>();
    const settings = new Set<string>();
    const property = fc.asyncProperty(buildable, actions, fc.subarray([...VARIANTS]), async (state, done, chosen) => {
      const account = await BareAccount.open(chosen);
      account.local.aws.onCall(({ service, call: { operation, input } }) => {
        if (service !== 'personalize') return;
        for (const setting of givenMembers(operation, input)) settings.add(setting);
      });
      const built = await buildManually(account, state, done);
      show(account);
      client ??= await DeployedAws.open({
        json: false,
        name: 'personalize',
        endpointUrl: server.url,
      });

      // Act
      const { file } = await ParameterFileBuilder.build(client, 'group', {});
      const accepted = stateOf(JSON.stringify(file));
      const plan = await makePlan({ path: 'config.json', key: 'train/group/config.json', state: accepted }, client);

      // Assess
      expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
      expect(plan.unmanaged).toEqual([]);
      expect(namesIn(accepted)).toEqual(namesIn(built));
      const { personalize } = account.local;
      resources += personalize.snapshot().length;
      for (const { type } of personalize.snapshot()) seen.add(type);
      for (const [action, isDone] of Object.entries(done)) seen.add(`${isDone ? 'with' : 'without'} ${action}`);
      for (const variant of chosen) seen.add(variant);
    });
    await fc.assert(property, { seed: SEED, numRuns: GROUPS, endOnFailure: true });
    expect(resources).toBeGreaterThan(GROUPS * 5);
    expect(unseen(seen)).toEqual([]);
    if (GROUPS >= ENOUGH_FOR_SETTINGS) expect(unplayedSettings(settings)).toEqual([]);
  });
});
