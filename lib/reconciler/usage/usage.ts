import { datasetGroupArn, type Scope } from '../../personalize/arn';
import { sumOf } from '../../personalize/billed-quantity';
import { gigabytes, PRICE_NAMES, type PriceName, trainingUnit } from '../../personalize/billing';
import type { Period } from '../../personalize/billing-month';
import { hasNeverWorked, isActive, isFailed } from '../../personalize/statuses';
import type { RunHistory } from '../../record-table/run-history';
import type { PersonalizeApi } from '../account/personalize-api';
import { reportedHours } from '../account/solution-versions';
import { type Existing, inventoryOf } from '../inventory';
import { servingOf } from './serving';
import { recordedSwitches, type ServingServices, servingUses } from './serving-use';
import type { Use } from './use';

export interface UsageServices extends Omit<ServingServices, 'switchesOf'> {
  readonly history: Pick<RunHistory, 'ofWorkflow'>;
  readonly scope: Scope;
  readonly personalize: PersonalizeApi;
  /** Returns the size in bytes that the objects at an `s3://bucket/...` URI had at a past time; undefined if the size is unknown. */
  readonly sizeAt: (uri: string, at: Date) => Promise<number | undefined>;
  /**
   * True if work counts in the period in which it ended, because the hours of a training are known only at its end
   * (`personalize-last-update` in docs/local-aws.md). Default: work counts in the period in which it began.
   */
  readonly countsByEnd?: boolean;
}

/**
 * Billed use of a dataset group in a period, computed from the data of Personalize and CloudWatch. Resources that people
 * have created are included. Campaigns, recommenders and solutions that were deleted since are left out. Failed work is
 * left out too: `personalize-failed-work-billing` in docs/local-aws.md.
 * @param period the period; it must not end in the future
 */
export async function usageOf(datasetGroup: string, period: Period, services: UsageServices): Promise<readonly Use[]> {
  const { scope, personalize, countsByEnd = false } = services;
  const inventory = await inventoryOf(personalize, datasetGroupArn(scope, datasetGroup));
  const counted = inventory.filter(({ status, summary }) => {
    const time = (countsByEnd ? summary.lastUpdatedDateTime : summary.creationDateTime)?.getTime() ?? 0;
    return time >= period.from && time < period.to && (countsByEnd ? isActive(status) : !isFailed(status));
  });
  const created = await servingOf(personalize, scope, datasetGroup);
  const serving = created.filter(({ status, createdAt }) => !hasNeverWorked(status) && createdAt.getTime() < period.to);
  const switchesOf = await recordedSwitches(datasetGroup, period, services.history);
  return [
    ...(await imports(counted, services)),
    ...(await trainings(inventory, counted, services)),
    ...(await servingUses(serving, period, { ...services, switchesOf })),
    ...batchJobs(counted),
    ...(await attributions(existedIn(period, inventory), services)),
  ];
}

/** Resources that still exist and were created before the end of the period. */
function existedIn({ to }: Period, inventory: readonly Existing[]): readonly Existing[] {
  return inventory.filter(({ summary }) => (summary.creationDateTime?.getTime() ?? 0) < to);
}

async function imports(counted: readonly Existing[], { personalize, sizeAt }: UsageServices): Promise<readonly Use[]> {
  const sizes = new Map<string, (number | undefined)[]>();
  for (const { arn, summary } of counted.filter(({ type }) => type === 'datasetImportJob')) {
    const { datasetArn, dataSource } = (await personalize.describe('datasetImportJob', arn)) ?? {};
    const { dataLocation = '' } = (dataSource ?? {}) as { readonly dataLocation?: string };
    const bytes = await sizeAt(dataLocation, summary.creationDateTime ?? new Date(0));
    add(
      sizes,
      `imports of ${String(datasetArn).split('/').at(-1)}`,
      bytes === undefined ? undefined : gigabytes(bytes),
    );
  }
  return [...sizes].map(([what, each]) => summed('importGigabytes', what, each));
}

async function trainings(
  inventory: readonly Existing[],
  counted: readonly Existing[],
  { personalize }: UsageServices,
): Promise<readonly Use[]> {
  const uses: Use[] = [];
  for (const { arn, name, summary } of inventory.filter(({ type }) => type === 'solution')) {
    const hours = new Map<string, (number | undefined)[]>();
    const unit = trainingUnit(String(summary.recipeArn));
    const own = counted.filter(({ type, arn: version }) => type === 'solutionVersion' && version.startsWith(`${arn}/`));
    for (const version of own) {
      const description = await personalize.describe('solutionVersion', version.arn);
      const { trainingMode, trainingType } = description ?? {};
      const kind = trainingType === 'AUTOMATIC' ? 'automatic' : String(trainingMode ?? 'FULL');
      // Personalize does not report the interactions of a training.
      const amount = unit === 'trainingHours' ? reportedHours(description) : undefined;
      add(hours, `${kind} trainings of solution '${name}'`, amount);
    }
    uses.push(...[...hours].map(([what, each]) => summed(unit, what, each)));
  }
  return uses;
}

function batchJobs(counted: readonly Existing[]): readonly Use[] {
  const jobs = new Map<string, number[]>();
  for (const { type, summary } of counted)
    if (type === 'batchInferenceJob' || type === 'batchSegmentJob')
      add(jobs, `batch jobs of solution '${String(summary.solutionVersionArn).split('/').at(-2)}'`, 1);
  return [...jobs].map(([what, each]) => summed('batchJobs', what, each));
}

async function attributions(inventory: readonly Existing[], { personalize }: UsageServices): Promise<readonly Use[]> {
  const found = inventory.filter(({ type }) => type === 'metricAttribution');
  return Promise.all(
    found.map(async ({ arn, name }) => ({
      what: `metric attribution '${name}'`,
      unit: 'attributionMetrics' as const,
      price: 'attributionMetrics' as const,
      amount: (await personalize.attributionMetrics(arn)).length,
    })),
  );
}

function add<Value>(values: Map<string, Value[]>, what: string, value: Value): void {
  values.set(what, [...(values.get(what) ?? []), value]);
}

function summed(price: PriceName, what: string, each: readonly (number | undefined)[]): Use {
  const known = each.filter((units) => units !== undefined);
  const unknown = each.length - known.length;
  return {
    what,
    unit: PRICE_NAMES[price],
    price,
    times: each.length,
    ...(known.length > 0 && { amount: sumOf(known) }),
    ...(unknown > 0 && { unknown }),
  };
}
