import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployedAws } from '../../cli/aws';
import { DataBucketReader } from '../../lib/aws/data-bucket';
import { isParameterFile } from '../../lib/aws/data-bucket-layout';
import type { BilledUse, BillingUnit } from '../../lib/personalize/billing';
import { makePlan } from '../../lib/reconciler/plan/make-plan';
import { usageOf } from '../../lib/reconciler/usage/usage';
import { RunHistory } from '../../lib/record-table/run-history';
import { deliveries, isDeletion, upload } from '../../local/mirror';
import { accounts } from '../support/accounts';
import { stateOf } from '../support/planned';
import { served } from '../support/served';

const HOUR = 3_600_000;
const MONTH = 30 * 24 * HOUR;

const { openQuick } = accounts();
const serve = served();

/** Number of trainings, imports or jobs whose description matches. */
function timesOf(uses: readonly BilledUse[], pattern: RegExp): number {
  return uses.reduce((sum, { what, times = 0 }) => sum + (pattern.test(what) ? times : 0), 0);
}

function amountOf(uses: readonly BilledUse[], billed: BillingUnit): number {
  return uses.reduce((sum, { unit, amount = 0 }) => sum + (unit === billed ? amount : 0), 0);
}

/** Resource types that are billed in TPS-hours. */
const TPS_HOURS = ['campaign', 'recommender'];

/** Makes daily imports, trainings and batch jobs run every fifth day. Recommenders still start and stop every day. */
function thinned(text: string): string {
  return text.replaceAll(/("(?:import|full|schedule)": .*cron\(\S+ \S+) \* \* \?/g, '$1 */5 * ?');
}

test.each(['movies', 'next-best-action', 'promotion', 'segments', 'shop', 'tags'])(
  'the forecast of example %s agrees with the use of the next thirty days, and with what the usage command then shows',
  async (example) => {
    // Prepare
    const account = await openQuick();
    const { local } = account;
    const deployment = await serve(account);
    Object.assign(process.env, deployment.environment);
    const aws = await DeployedAws.open({ json: false, name: 'personalize', endpointUrl: deployment.url });
    const [first, ...later] = await deliveries(join(__dirname, '../../examples', example));
    const files = first?.files ?? [];
    const [file] = files.filter(isParameterFile);
    if (file === undefined) throw new Error(`${example} has no parameter file.`);
    const { dataBucket } = local.names;
    await upload(
      local.aws,
      dataBucket,
      files.filter((each) => !isParameterFile(each)),
    );
    const content = Buffer.from(thinned(readFileSync(file.path, 'utf8')));
    const state = stateOf(content.toString());
    const start = local.clock.now();

    // Act
    const { uses } = (await makePlan({ path: file.path, key: file.key, state, content }, aws)).forecast;
    await account.put({ [file.key]: content.toString() });
    for (const { after, files: more } of later) {
      await local.clock.advanceTo(start + after * 1000);
      await upload(
        local.aws,
        dataBucket,
        more.filter((each) => !isDeletion(each)),
      );
    }
    await local.clock.advanceTo(start + MONTH);

    // Assess
    const resources = local.personalize.snapshot();
    const count = (type: string) => resources.filter((each) => each.type === type).length;
    expect(count('solutionVersion')).toBe(timesOf(uses, /training/));
    expect(count('batchInferenceJob') + count('batchSegmentJob')).toBe(timesOf(uses, /batch .* job/));
    const imports = count('datasetImportJob');
    expect(imports).toBeGreaterThanOrEqual(timesOf(uses, /^import of/));
    expect(imports).toBeLessThanOrEqual(timesOf(uses, /import/));
    const serving = resources.filter(({ type }) => TPS_HOURS.includes(type));
    const hours = serving.reduce((sum, { createdAt }) => sum + (start + MONTH - createdAt) / HOUR, 0);
    const tpsHours = uses.filter(({ unit }) => unit === 'provisionedTpsHours');
    expect(tpsHours).toHaveLength(serving.length);
    // One recommender of the shop is stopped for eight hours each night.
    const rest = example === 'shop' ? 8 * 30 : 0;
    const forecast = amountOf(uses, 'provisionedTpsHours');
    // The forecast counts from the upload; the resources serve only after their training, which takes seconds here.
    expect(Math.abs(forecast - (hours - rest))).toBeLessThan(8);
    const used = await usageOf(
      state.datasetGroup.name,
      { from: start, to: start + MONTH },
      {
        scope: aws.scope,
        personalize: aws.personalize,
        cloudWatch: await aws.cloudWatch(),
        history: new RunHistory(aws.records),
        sizeAt: (uri, at) => new DataBucketReader(aws.s3, dataBucket).sizeAt(uri, at),
        now: start + MONTH,
      },
    );
    expect(timesOf(used, /training/)).toBe(timesOf(uses, /training/));
    expect(timesOf(used, /batch/)).toBe(timesOf(uses, /batch .* job/));
    expect(timesOf(used, /import/)).toBe(imports);
    expect(Math.abs(forecast - amountOf(used, 'provisionedTpsHours'))).toBeLessThan(8);
    expect(amountOf(used, 'attributionMetrics')).toBe(amountOf(uses, 'attributionMetrics'));
  },
  300_000,
);
