import { isDeepStrictEqual } from 'node:util';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { isActive, isInactive } from '../../lib/personalize/statuses';
import { activeVersions, expectedVersion } from '../simulate/expected-version';
import {
  attributionName,
  campaignName,
  datasetSections,
  isOf,
  recommenderName,
  solutionNames,
} from '../simulate/names';
import type { Team } from '../simulate/operated-aws';
import { attributionMetrics } from '../simulate/parameter-file';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';

export const desiredStateIsReached: Invariant = {
  name: 'after the faults, one more upload brings Personalize to the desired state',
  check: async (world, broken) => {
    for (const team of world.teams) {
      await checkThere(world, team, broken);
      await checkTags(world, team, broken);
      await checkCampaigns(world, team, broken);
      await checkRecommender(world, team, broken);
      await checkAttribution(world, team, broken);
    }
  },
};

async function checkThere(world: World, team: Team, broken: Broken): Promise<void> {
  const { name, group, edition } = team;
  const solutions = solutionNames(team);
  const sections = datasetSections(group);
  // Without a promoted version, there is no campaign if the file has rules.
  const served: string[] = [];
  for (const each of solutions) if (await expectedVersion(world, team, each)) served.push(campaignName(each));
  const desired: readonly (readonly [ResourceType, readonly string[]])[] = [
    ['datasetGroup', [name]],
    ['schema', sections.map((section) => `${name}-${section}-schema`)],
    ['dataset', sections.map((section) => `${name}-${section}`)],
    ['eventTracker', group.eventTracker ? [`${name}-tracker`] : []],
    ['metricAttribution', group.eventTracker ? [attributionName(name)] : []],
    ['filter', edition.filter ? [`${name}-filter`] : []],
    ['solution', solutions],
    ['campaign', hasCampaigns(team) ? served : []],
    ['recommender', group.domain ? [recommenderName(name)] : []],
  ];
  for (const [type, names] of desired) {
    const there = world.ofType(type);
    for (const each of names) {
      const found = there.find((resource) => resource.name === each);
      if (found === undefined) broken(`${type} ${each} is missing`);
      else if (!isActive(found.status) && !(type === 'recommender' && isInactive(found.status)))
        broken(`${type} ${each} is ${found.status}`);
    }
  }
  for (const solution of solutions) {
    if (activeVersions(world, solution).length === 0) broken(`${solution} has no version`);
  }
}

function hasCampaigns({ group, edition }: Team): boolean {
  return edition.campaign && group.batch !== 'segments' && !group.domain;
}

/** Checks that dataset groups, solutions and recommenders have the tags of the file and of the deployment. */
async function checkTags(world: World, { name }: Team, broken: Broken): Promise<void> {
  for (const type of ['datasetGroup', 'solution', 'recommender'] as const) {
    for (const resource of world.ofType(type)) {
      if (!isOf(name, resource.name)) continue;
      const { tags } = (await world.local.aws.call('personalize', 'ListTagsForResource', {
        resourceArn: resource.arn,
      })) as { readonly tags: readonly { readonly tagKey: string; readonly tagValue: string }[] };
      const found = tags.map(({ tagKey, tagValue }) => `${tagKey}=${tagValue}`);
      if (!isDeepStrictEqual(found, [`team=${name}`, 'personalize-mlops=personalize']))
        broken(`${type} ${resource.name} has tags ${JSON.stringify(tags)}`);
    }
  }
}

async function checkAttribution(world: World, { name, edition }: Team, broken: Broken): Promise<void> {
  const found = world.ofType('metricAttribution').find((candidate) => candidate.name === attributionName(name));
  if (found === undefined) return;
  const request = { metricAttributionArn: found.arn };
  const { metrics } = (await world.local.aws.call('personalize', 'ListMetricAttributionMetrics', request)) as {
    readonly metrics: unknown;
  };
  if (!isDeepStrictEqual(metrics, attributionMetrics(edition)))
    broken(`${found.name} has metrics ${JSON.stringify(metrics)}`);
}

async function checkCampaigns(world: World, team: Team, broken: Broken): Promise<void> {
  const { edition } = team;
  for (const solution of hasCampaigns(team) ? solutionNames(team) : []) {
    const name = campaignName(solution);
    const found = world.ofType('campaign').find((candidate) => candidate.name === name);
    if (found === undefined) continue;
    const { minProvisionedTPS, solutionVersionArn } = await world.describe('campaign', found.arn);
    const expected = await expectedVersion(world, team, solution);
    if (expected !== undefined && solutionVersionArn !== expected)
      broken(`campaign ${name} serves ${solutionVersionArn}, the newest or promoted version is ${expected}`);
    if (minProvisionedTPS !== edition.minProvisionedTPS)
      broken(`campaign ${name} has ${minProvisionedTPS} TPS, but the file says ${edition.minProvisionedTPS}`);
  }
}

async function checkRecommender(world: World, { name, group, edition }: Team, broken: Broken): Promise<void> {
  const desired = group.domain ? recommenderName(name) : undefined;
  const found = world.ofType('recommender').find((candidate) => candidate.name === desired);
  // A stopped recommender is not updated before it is started.
  if (found === undefined || isInactive(found.status)) return;
  const { recommenderConfig } = await world.describe('recommender', found.arn);
  const rate = (recommenderConfig as Readonly<Record<string, unknown>>).minRecommendationRequestsPerSecond;
  if (rate !== edition.minProvisionedTPS)
    broken(`recommender ${desired} has a rate of ${rate}, the file ${edition.minProvisionedTPS}`);
}

/** Pattern of the names of jobs: `<subject>-<start time of the work item>-<fingerprint of the item's work>`. */
const ITEM_OF_JOB = /^(.+-\d{14})-[0-9a-f]{8}$/;

export const nothingIsMadeTwice: Invariant = {
  name: 'no work item creates a second import or batch job',
  check: async (world, broken) => {
    for (const type of ['datasetImportJob', 'batchInferenceJob', 'batchSegmentJob'] as const) {
      const names = new Map<string, string>();
      for (const { name } of world.ofType(type)) {
        const item = ITEM_OF_JOB.exec(name)?.[1];
        if (item === undefined) continue;
        const other = names.get(item);
        if (other !== undefined) broken(`one work item created both ${other} and ${name}`);
        names.set(item, name);
      }
    }
  },
};

export const campaignsOnlyMoveOn: Invariant = {
  name: 'campaigns never move to an older version, unless a decision lets that version serve',
  watch: (world, broken) => {
    const latest = new Map<string, number>();
    world.local.aws.onCall(({ service, call, caller, error }) => {
      if (service !== 'personalize' || caller.kind !== 'role' || error !== undefined) return;
      const { name, campaignArn, solutionVersionArn } = call.input;
      if (!/^(Create|Update)Campaign$/.test(call.operation) || solutionVersionArn === undefined) return;
      const campaign =
        String(name ?? campaignArn)
          .split('/')
          .at(-1) ?? '';
      const versions = world.ofType('solutionVersion');
      const born = versions.find(({ arn }) => arn === solutionVersionArn)?.createdAt ?? 0;
      const solution = /solution\/([^/]+)/.exec(String(solutionVersionArn))?.[1] ?? '';
      const isDecided = world.promotionLog.servingOf(solution)?.version === solutionVersionArn;
      if (born < (latest.get(campaign) ?? 0) && !isDecided)
        broken(`campaign ${campaign} was moved back to ${solutionVersionArn}`);
      latest.set(campaign, born);
    });
  },
};

export const unmanagedIsUnchanged: Invariant = {
  name: 'unmanaged resources, tags, objects and schedules are unchanged',
  check: async ({ unmanaged }, broken) => {
    for (const change of await unmanaged.changes()) broken(change);
  },
};
