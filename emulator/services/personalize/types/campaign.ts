import type { CampaignConfig, CreateCampaignRequest, UpdateCampaignRequest } from '@aws-sdk/client-personalize';
import { campaignArn, LATEST_VERSION, parsePersonalizeArn, solutionArn } from '../../../../lib/personalize/arn';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { inUse, invalidInput, notFound } from '../errors';
import type { Update } from '../lifecycle';
import { recipeOf } from '../recipe-of';
import { type Members, type Resource, textMember } from '../resource';
import { isActive, isFailed, isPending } from '../statuses';
import type { ValidatedInput } from '../validated-input';

const DEFAULT_TPS = 1;

export const campaign: EmulatedType = {
  type: 'campaign',

  draft(input, context) {
    const request = input as unknown as ValidatedInput<CreateCampaignRequest>;
    assertSync(request.campaignConfig, request.solutionVersionArn);
    const version = resolveVersion('CreateCampaign', request.solutionVersionArn, context);
    const { campaign: deployable, name } = recipeOf(version);
    if (!deployable) {
      throw invalidInput(`Versions of recipe ${name} cannot be deployed as a campaign.`);
    }
    return {
      arn: campaignArn(context.scope, request.name),
      name: request.name,
      members: {
        solutionVersionArn: version.arn,
        solutionArn: textMember(version, 'solutionArn'),
        datasetGroupArn: textMember(version, 'datasetGroupArn'),
        minProvisionedTPS: request.minProvisionedTPS ?? DEFAULT_TPS,
      },
    };
  },

  creation(resource, context) {
    return { done: () => sync(resource, context) };
  },

  shown(resource, { variants }) {
    if (!isSynchronized(resource) || !variants.has('personalize-synced-campaign-version')) return {};
    return { solutionVersionArn: `${textMember(resource, 'solutionArn')}/${LATEST_VERSION}` };
  },

  update(resource, input, context) {
    const request = input as unknown as ValidatedInput<UpdateCampaignRequest>;
    assertUpdatable(resource);
    if (request.solutionVersionArn !== undefined || !isSynchronized(resource)) {
      assertSync(request.campaignConfig, request.solutionVersionArn ?? '');
    }
    const versionArn =
      request.solutionVersionArn === undefined
        ? textMember(resource, 'solutionVersionArn')
        : resolveVersion('UpdateCampaign', request.solutionVersionArn, context).arn;
    if (!versionArn.startsWith(`${textMember(resource, 'solutionArn')}/`)) {
      throw invalidInput(`Campaign ${resource.arn} belongs to another solution than version ${versionArn}.`);
    }
    const members = {
      solutionVersionArn: versionArn,
      minProvisionedTPS: request.minProvisionedTPS ?? resource.members.minProvisionedTPS,
      campaignConfig: request.campaignConfig ?? resource.members.campaignConfig,
    };
    return change(members, () => sync(resource, context));
  },
};

/**
 * Updates the campaigns of the version's solution that have `syncWithLatestSolutionVersion`. This function is called when the version
 * becomes ACTIVE.
 */
export function syncCampaigns(version: Resource, context: Context): void {
  const solution = textMember(version, 'solutionArn');
  for (const resource of context.store.list('campaign', { solutionArn: solution })) sync(resource, context);
}

/**
 * Starts an update to the newest ACTIVE version, if the campaign follows its solution and serves another version. Nothing is done if the
 * campaign is not ACTIVE, or if an update is in progress.
 */
function sync(resource: Resource, context: Context): void {
  if (!isSynchronized(resource) || !isActive(resource.status) || isUpdating(resource)) return;
  const newest = newestActive(textMember(resource, 'solutionArn'), context);
  if (newest === undefined || newest.arn === resource.members.solutionVersionArn) return;
  const { minProvisionedTPS, campaignConfig } = resource.members;
  const members = { solutionVersionArn: newest.arn, minProvisionedTPS, campaignConfig };
  context.lifecycle.update(
    resource,
    change(members, () => sync(resource, context)),
  );
}

/** Makes an update of a campaign. The members include unchanged values, because `latestCampaignUpdate` shows these too. */
function change(members: Members, done: () => void): Update {
  const set = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return { step: 'campaignUpdate', shown: set, applied: set, done };
}

function isSynchronized({ members }: Resource): boolean {
  return (members.campaignConfig as CampaignConfig | undefined)?.syncWithLatestSolutionVersion === true;
}

function assertSync(config: ValidatedInput<CampaignConfig> | undefined, versionArn: string): void {
  if (config?.syncWithLatestSolutionVersion !== true || versionArn.endsWith(`/${LATEST_VERSION}`)) return;
  throw invalidInput(
    `syncWithLatestSolutionVersion needs a solutionVersionArn that ends in /${LATEST_VERSION}, it is '${versionArn}'.`,
  );
}

/** Returns the ACTIVE version that an ARN names. The ARN `.../$LATEST` names the newest ACTIVE version. */
function resolveVersion(operation: string, arn: string, context: Context): Resource {
  const parsed = parsePersonalizeArn(arn);
  const [name, id] = parsed?.path ?? [];
  if (name === undefined || id !== LATEST_VERSION) return context.active(operation, 'solutionVersion', arn);
  const solution = context.store.get('solution', solutionArn(context.scope, name));
  const latest = newestActive(solution.arn, context);
  if (latest === undefined) throw notFound(arn);
  return latest;
}

function newestActive(solution: string, { store }: Context): Resource | undefined {
  const versions = store.list('solutionVersion', { solutionArn: solution });
  return versions.filter(({ status }) => isActive(status)).at(-1);
}

function isUpdating({ members }: Resource): boolean {
  const status = (members.latestCampaignUpdate as Members | undefined)?.status;
  return typeof status === 'string' && isPending(status);
}

function assertUpdatable(resource: Resource): void {
  const { arn, status } = resource;
  if (!isActive(status) && !isFailed(status)) {
    throw inUse(`Campaign ${arn} cannot be updated while its status is ${status}.`);
  }
  if (isUpdating(resource)) throw inUse(`Campaign ${arn} cannot be updated while an earlier update is in progress.`);
}
