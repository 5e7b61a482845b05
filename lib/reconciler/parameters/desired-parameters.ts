import { InvalidInputException } from '@aws-sdk/client-personalize';
import { MAX_BYTES } from '../../aws/parameter-store';
import { undefinedOn } from '../../aws/undefined-on';
import type { DesiredState } from '../../parameter-file/desired-state';
import { datasetGroupArn, type Scope, solutionOfVersion } from '../../personalize/arn';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { isActive } from '../../personalize/statuses';
import type { Personalize, Request } from '../account/personalize-api';

export interface ParameterAccount {
  readonly scope: Scope;
  readonly personalize: Pick<Personalize, 'describe' | 'list'>;
  /** ARN of a resource that is about to be deleted, so it gets no parameter; absent if there is none. */
  readonly leaving?: string;
}

const TRACKER = 'event-tracker';

/** Parameter with the values of all other parameters of the group as one JSON text, so that an application can read consistent values. */
const ALL = 'all';

/**
 * The SSM parameters that a dataset group should have now: values by name. The values contain the ARNs of the campaigns,
 * recommenders and event tracker that are ACTIVE and in the file in force. A resource that has left the file keeps its
 * parameter as long as it is ACTIVE, because applications may still use the resource.
 * @param published the parameters that exist
 */
export async function desiredParameters(
  { datasetGroup, solutions, recommenders, eventTracker }: DesiredState,
  published: ReadonlyMap<string, string>,
  { scope, personalize, leaving }: ParameterAccount,
): Promise<ReadonlyMap<string, string>> {
  const group = { datasetGroupArn: datasetGroupArn(scope, datasetGroup.name) };
  /** ACTIVE resources. Resources that are being updated are included, because lists show them as ACTIVE. */
  const active = async (type: 'campaign' | 'recommender' | 'eventTracker', request: Request) => {
    // InvalidInputException means that the dataset group was deleted.
    const all = undefinedOn(personalize.list(type, request), InvalidInputException);
    const { arnMember } = RESOURCE_TYPES[type];
    return ((await all) ?? []).filter(({ status = '', [arnMember]: arn }) => isActive(status) && arn !== leaving);
  };
  const inFile = new Set([
    ...solutions.flatMap(({ campaigns }) => campaigns.map(({ name }) => `campaigns/${name}`)),
    ...recommenders.map(({ name }) => `recommenders/${name}`),
  ]);
  /** True if the campaign serves a version of this dataset group. Another group may have created a new campaign with the same name. */
  const isOfGroup = async (campaign: string) => {
    const { solutionVersionArn } = (await personalize.describe('campaign', campaign)) ?? {};
    if (solutionVersionArn === undefined) return false;
    const solution = await personalize.describe('solution', solutionOfVersion(String(solutionVersionArn)));
    return solution?.datasetGroupArn === group.datasetGroupArn;
  };
  const campaigns = new Map<string, string>();
  for (const { name, campaignArn } of await active('campaign', {})) {
    const parameter = `campaigns/${name}`;
    const isOwn = inFile.has(parameter) || (published.has(parameter) && (await isOfGroup(String(campaignArn))));
    if (isOwn) campaigns.set(String(name), String(campaignArn));
  }
  const serving = new Map<string, string>();
  for (const { name, recommenderArn } of await active('recommender', group))
    if (inFile.has(`recommenders/${name}`) || published.has(`recommenders/${name}`))
      serving.set(String(name), String(recommenderArn));
  const trackers = await active('eventTracker', group);
  const tracker = trackers.find(
    ({ name, eventTrackerArn }) =>
      name === eventTracker?.name || published.get(TRACKER)?.includes(`${eventTrackerArn}`),
  );
  const parameters = new Map<string, string>([
    ...[...campaigns].map(([name, arn]) => [`campaigns/${name}`, arn] as const),
    ...[...serving].map(([name, arn]) => [`recommenders/${name}`, arn] as const),
  ]);
  const all = { campaigns: sorted(campaigns), recommenders: sorted(serving) };
  if (tracker === undefined) return withAll(parameters, all);
  const arn = String(tracker.eventTrackerArn);
  const { trackingId } = (await personalize.describe('eventTracker', arn)) ?? {};
  const described = { arn, trackingId };
  return withAll(parameters.set(TRACKER, JSON.stringify(described)), { ...all, eventTracker: described });
}

/** Adds the parameter with the JSON text. Adds nothing if the group has no parameters or the text is too large for SSM. */
function withAll(parameters: Map<string, string>, all: object): ReadonlyMap<string, string> {
  const text = JSON.stringify(all);
  return parameters.size > 0 && text.length <= MAX_BYTES ? parameters.set(ALL, text) : parameters;
}

/** Object with sorted member names, so that equal parameters have equal JSON texts. */
function sorted(entries: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}
