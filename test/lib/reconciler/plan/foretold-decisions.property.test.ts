import * as fc from 'fast-check';
import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { ParameterFile } from '../../../../lib/parameter-file/sections';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { DecisionRefused } from '../../../../lib/reconciler/errors';
import { ForeseenPersonalize } from '../../../../lib/reconciler/plan/foreseen-personalize';
import type { PlanContext } from '../../../../lib/reconciler/plan/plan-resources';
import { plannedDecisions } from '../../../../lib/reconciler/plan/planned-decisions';
import { recordDecision } from '../../../../lib/reconciler/promotion/record-decision';
import { decideOnVersions } from '../../../../lib/reconciler/promotion/serving-version';
import type { Attributes } from '../../../../lib/record-table/item';
import type { RecordTable } from '../../../../lib/record-table/record-table';
import { VersionDecisions } from '../../../../lib/record-table/version-decisions';
import { at, version } from '../../../support/solution-versions';

const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const METRICS = ['coverage', 'precision_at_5'];

interface Trained {
  readonly mode: 'FULL' | 'UPDATE';
  readonly metrics: Readonly<Record<string, number>>;
  readonly isTraining: boolean;
}

const value = fc.integer({ min: 0, max: 5 }).map((tenths) => tenths / 10);

const rule = fc
  .record({
    metric: fc.constantFrom(...METRICS),
    limit: fc.constantFrom('minimum', 'maximum', 'maximumDrop', 'maximumRise'),
    of: value,
    isPercentage: fc.boolean(),
  })
  .map(({ metric, limit, of, isPercentage }) => ({
    metric,
    [limit]: isPercentage && /Drop|Rise/.test(limit) ? `${of * 100}%` : of,
  }));

/** Draws a `promotion` section, or none. */
const promotion = fc.option(
  fc.record({
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    approval: fc.constantFrom('automatic', 'manual'),
    onMissingMetrics: fc.constantFrom('hold', 'promote'),
  }),
  { nil: undefined, freq: 5 },
);

const trained: fc.Arbitrary<Trained> = fc.record({
  mode: fc.constantFrom('FULL', 'FULL', 'UPDATE'),
  metrics: fc.dictionary(fc.constantFrom(...METRICS), value),
  isTraining: fc.constantFrom(false, false, false, true),
});

/** Draws the settings of two uploads, and what happens between the uploads. */
const history = fc.record({
  before: promotion,
  after: promotion,
  trainedBefore: fc.array(trained, { minLength: 1, maxLength: 4 }),
  trainedSince: fc.array(trained, { maxLength: 3 }),
  choice: fc.option(
    fc.record({ action: fc.constantFrom('PROMOTE', 'REJECT', 'ROLLBACK'), number: fc.integer({ min: 1, max: 4 }) }),
  ),
  campaign: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  isSynced: fc.boolean(),
});

/** The parts of the record table that decisions use, in memory. */
function memoryTable(): RecordTable {
  const items = new Map<string, Attributes>();
  const table: Pick<RecordTable, 'get' | 'query' | 'writeAll'> = {
    get: async ({ item }) => items.get(item),
    query: async (_, { prefix = '' } = {}) =>
      [...items].flatMap(([key, item]) => (key.startsWith(prefix) ? [item] : [])),
    writeAll: async (writes) => {
      const puts = writes.flatMap((write) => ('put' in write ? [write.put] : []));
      const isOutdated = ({ item, revision }: (typeof puts)[number]) =>
        revision !== undefined && Number(items.get(item)?.revision ?? 0) !== Number(revision) - 1;
      if (puts.some(isOutdated)) return { written: false, unmet: [] };
      for (const put of puts) items.set(put.item, put);
      return { written: true, unmet: [] };
    },
  };
  return table as RecordTable;
}

type Given = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function stateOf(setting: object | undefined) {
  const file = {
    datasetGroup: { serviceConfig: { name: 'shop' } },
    datasets: {},
    solutions: [
      {
        serviceConfig: { name: 'top', recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization-v2' },
        ...(setting && { workflowConfig: { promotion: setting } }),
        campaigns: [{ serviceConfig: { name: 'home' } }],
      },
    ],
  };
  return desiredState(file as unknown as ParameterFile);
}

/**
 * Returns a Personalize with these versions, created a day apart. The first was created on day 1.
 *
 * @param campaign number of the version that the campaign serves, or undefined without a campaign
 */
function personalizeWith(versions: readonly Trained[], campaign: number | undefined, isSynced: boolean) {
  const served = campaign !== undefined && {
    status: 'ACTIVE',
    solutionVersionArn: version(campaign),
    campaignConfig: { syncWithLatestSolutionVersion: isSynced },
  };
  return {
    describe: async (type: string) => (type === 'campaign' && served ? served : undefined),
    list: async (type: string): Promise<readonly Description[]> =>
      type !== 'solutionVersion'
        ? []
        : versions.map(({ mode, isTraining }, index) => ({
            solutionVersionArn: version(index + 1),
            creationDateTime: new Date(at(index + 1)),
            status: isTraining ? 'CREATE IN_PROGRESS' : 'ACTIVE',
            trainingMode: mode,
          })),
    metrics: async (arn: string) => versions[Number(arn.slice(-8)) - 1]?.metrics ?? {},
  };
}

describe('a plan', () => {
  it('predicts every decision that follows from what is known, for 500 pairs of files', async () => {
    // Prepare
    let foretold = 0;

    const check = async (given: Given) => {
      const table = memoryTable();
      const decisions = new VersionDecisions(table);
      const { choice, trainedBefore } = given;
      const campaign = trainedBefore[(given.campaign ?? 0) - 1]?.isTraining === false ? given.campaign : undefined;
      // If the second file has no promotion section, a campaign that Personalize moves itself needs no decision.
      const isSynced = given.isSynced && given.after !== undefined;
      const step = (setting: object | undefined, versions: readonly Trained[]) => {
        const state = stateOf(setting);
        const [{ version: resource } = { version: undefined }] = state.solutions;
        if (resource === undefined) throw new Error('The file has no solution.');
        const personalize = personalizeWith(versions, campaign, isSynced) as never;
        return {
          state,
          resource,
          scope: SCOPE,
          now: new Date(at(20)),
          runId: 'run',
          decisions,
          personalize,
        };
      };
      if (trainedBefore.some(({ isTraining }) => !isTraining)) {
        await decideOnVersions(step(given.before, trainedBefore), decisions);
        const { action = 'PROMOTE', number = 0 } = choice ?? {};
        if (choice !== null)
          await recordDecision(
            step(given.before, trainedBefore),
            { action, version: version(number), by: 'eve' },
            decisions,
          ).catch((error: unknown) => expect(error).toBeInstanceOf(DecisionRefused));
      }
      const known = [...trainedBefore, ...given.trainedSince];
      const after = step(given.after, known);
      const context = {
        state: after.state,
        scope: SCOPE,
        now: after.now,
        startedAt: after.now,
        stamp: after.now,
        until: 'ACTIVE',
        force: false,
        decisions,
        personalize: new ForeseenPersonalize(after.personalize),
      };

      // Act
      const foreseen = await plannedDecisions(after.state, context as unknown as PlanContext);
      // The upload waits for the training of the newest version.
      const done = known.map((each, index) => (index === known.length - 1 ? { ...each, isTraining: false } : each));
      const before = (await decisions.ofSolution('shop', 'top')).map(textOf);
      await decideOnVersions(step(given.after, done), decisions);

      // Assess
      const isKnown = ({ version: arn }: { readonly version: string }) => {
        const number = Number(arn.slice(-8));
        return known.slice(number - 1).some(({ isTraining }) => !isTraining);
      };
      const taken = (await decisions.ofSolution('shop', 'top')).filter((each) => !before.includes(textOf(each)));
      expect(foreseen.map(textOf).sort()).toEqual(taken.filter(isKnown).map(textOf).sort());
      foretold += foreseen.length;
    };
    await fc.assert(fc.asyncProperty(history, check), { numRuns: 500, seed: 16 });

    expect(foretold).toBeGreaterThan(300);
  });
});

/** Text of a decision without its run and its times. */
function textOf({
  version: arn,
  decision,
  comparedWith,
  verdicts,
  reason,
  decidedBy,
}: {
  readonly version: string;
  readonly decision: string;
  readonly comparedWith?: string;
  readonly verdicts: readonly object[];
  readonly reason?: string;
  readonly decidedBy: string;
}): string {
  return JSON.stringify([arn, decision, comparedWith, verdicts, reason, decidedBy]);
}
