import { CsvTooDeep } from '../../aws/data-bucket';
import { undefinedOn } from '../../aws/undefined-on';
import type { DesiredState } from '../../parameter-file/desired-state';
import { type ForecastFacts, forecast, type UnitsByMode } from '../../parameter-file/forecast/forecast';
import { BY_UPLOAD, type ForecastUse } from '../../parameter-file/forecast/forecast-use';
import { solutionArn } from '../../personalize/arn';
import { gigabytes, trainingUnit } from '../../personalize/billing';
import { forecastPeriod } from '../../personalize/billing-month';
import type { Costed } from '../../personalize/cost';
import { present } from '../../record-table/item';
import { nextRateRuns } from '../../scheduling/next-rate-runs';
import type { ScheduleGroup } from '../../scheduling/schedule-group';
import { newestFirst } from '../account/personalize-api';
import { reportedHours } from '../account/solution-versions';
import type { Step } from '../step';
import { type ExceededLimit, exceededLimits } from './exceeded-limits';
import type { LeftResource } from './left-resources';

/** A billed use in the forecast of an upload, with the same use in the forecast of the file in force. */
export interface PlannedUse extends ForecastUse {
  /**
   * The same use in the forecast of the file in force. `times` and `amount` are 0 if the file in force does not cause the
   * use, and `amount` is 0 for a campaign or recommender of this file that does not exist yet. Absent for the upload's own
   * work, for kept resources, and for an existing campaign or recommender that the file in force lacks, because it is billed
   * already. Also absent if no file is in force, or if this release cannot read it.
   */
  readonly before?: Pick<ForecastUse, 'times' | 'amount' | 'cost' | 'value'>;
  /** Line of the parameter file that causes the use. The first line is 1. */
  readonly line?: number;
}

/** Billed use in the thirty days after an upload. */
export interface PlannedForecast extends Costed {
  /** ISO times. */
  readonly from: string;
  readonly to: string;
  readonly uses: readonly PlannedUse[];
  /** Uses in the forecast of the file in force that end with the upload. */
  readonly ended: readonly ForecastUse[];
  /** Limits of the file's budget that the uses exceed; absent if there are none. */
  readonly exceeded?: readonly ExceededLimit[];
}

export interface ForecastUpload extends Pick<Step, 'state' | 'folder' | 'scope' | 'now' | 'personalize' | 'bucket'> {
  /** State of the file in force; undefined if no file is in force, or if this release cannot read the file. */
  readonly before: DesiredState | undefined;
  /** Keys of the resources that the upload creates. */
  readonly created: ReadonlySet<string>;
  /** Existing resources that are not in the file and that the upload does not delete. */
  readonly kept: readonly Pick<LeftResource, 'uses'>[];
  /** Labels such as `campaign 'top-picks'` of campaigns that do not exist until a version of their solution is promoted. */
  readonly conditional: ReadonlySet<string>;
  /** IANA time zone for tasks that name no time zone. */
  readonly timeZone: string;
  readonly schedules: Pick<ScheduleGroup, 'find'>;
  /** Number of interactions that a training after the upload reads; undefined if the number is unknown. */
  readonly interactions: number | undefined;
  /** Returns the line of the parameter file that has the value at a JSON pointer. */
  readonly lineOf?: (pointer: string) => number;
}

export async function plannedForecast({
  state,
  before,
  created,
  conditional,
  kept,
  lineOf,
  now,
  ...upload
}: ForecastUpload): Promise<PlannedForecast> {
  const period = forecastPeriod(now.getTime());
  const facts: ForecastFacts = {
    timeZone: upload.timeZone,
    trainings: await trainingsOf(state, upload),
    gigabytes: await sizesOf(state, upload),
  };
  const factsOf = async ({ tasks }: DesiredState) => ({
    ...facts,
    nextRuns: await nextRateRuns(tasks, upload.schedules, now),
  });
  const uses = forecast(state, period, { ...(await factsOf(state)), created }).map(
    (use): ForecastUse => (conditional.has(use.what) ? { ...use, isAtMost: true } : use),
  );
  const earlier = before === undefined ? [] : forecast(before, period, await factsOf(before));
  const exceeded = state.budget === undefined ? [] : exceededLimits(state.budget, uses, lineOf);
  const inForce = new Map(earlier.map((each) => [each.what, each]));
  const keptUses = kept.flatMap((each) => each.uses);
  for (const { what } of keptUses) inForce.delete(what);
  return {
    from: now.toISOString(),
    to: new Date(period.to).toISOString(),
    uses: [
      ...uses.map((use) => {
        const was = inForce.get(use.what);
        inForce.delete(use.what);
        const placed = { ...use, ...(lineOf && { line: lineOf(use.pointer) }) };
        // An existing campaign or recommender is already billed, even if the file in force lacks it.
        const isBilled = use.unit === 'provisionedTpsHours' && !use.isNew;
        if (was === undefined)
          return before === undefined || use.by === BY_UPLOAD || isBilled ? placed : { ...placed, before: noneOf(use) };
        const { times, value } = was;
        // If a campaign or recommender of the file in force does not exist yet, it uses nothing.
        const amount = use.isNew ? 0 : was.amount;
        return { ...placed, before: { ...present({ times, amount }), value } };
      }),
      ...keptUses,
    ],
    ended: [...inForce.values()],
    ...(exceeded.length > 0 && { exceeded }),
  };
}

/** Value of `before` for a use that the file in force does not cause. */
function noneOf({ times, value }: ForecastUse): PlannedUse['before'] {
  return { ...(times !== undefined && { times: 0 }), amount: 0, value };
}

/**
 * Billed units of one training, by solution and mode. If the recipe is billed by interactions, the units are the
 * interactions. Otherwise, they are the hours of the newest ACTIVE version of the mode.
 */
async function trainingsOf(
  { solutions }: DesiredState,
  { personalize, scope, interactions }: Pick<ForecastUpload, 'personalize' | 'scope' | 'interactions'>,
): Promise<ReadonlyMap<string, UnitsByMode>> {
  const units = new Map<string, UnitsByMode>();
  for (const { name, recipeArn } of solutions) {
    if (trainingUnit(recipeArn) === 'trainingInteractions') {
      if (interactions !== undefined) units.set(name, { FULL: interactions, UPDATE: interactions });
      continue;
    }
    const versions = await personalize.list('solutionVersion', { solutionArn: solutionArn(scope, name) });
    const active = newestFirst(versions).filter(({ status }) => status === 'ACTIVE');
    const hoursOf = async (mode: string) => {
      const newest = active.find(({ trainingMode }) => trainingMode === mode);
      if (newest === undefined) return undefined;
      return reportedHours(await personalize.describe('solutionVersion', String(newest.solutionVersionArn)));
    };
    units.set(name, present({ FULL: await hoursOf('FULL'), UPDATE: await hoursOf('UPDATE') }));
  }
  return units;
}

async function sizesOf(
  { datasets }: DesiredState,
  { bucket, folder }: Pick<ForecastUpload, 'bucket' | 'folder'>,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const { csvName, importJob } of datasets) {
    const csv = await undefinedOn(bucket.csv(folder, csvName), CsvTooDeep);
    if (csv !== undefined) sizes.set(importJob.pointer, gigabytes(csv.size));
  }
  return sizes;
}
