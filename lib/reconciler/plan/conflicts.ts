import type { DesiredResource, DesiredState } from '../../parameter-file/desired-state';
import { solutionVersionArn } from '../../personalize/arn';
import { allResources } from '../resource-reference';
import { isJob, STRATEGIES } from '../resource-types';
import { conflict, conflictsOf } from '../resource-types/assess';
import type { NamedResource } from '../resource-types/resource-type';
import { type Step, solutionOf } from '../step';
import { type ForeseenUpload, foreseeingStep } from './foreseeing-step';
import type { AwaitedResource } from './foreseen-personalize';
import { inBatches } from './in-batches';

/**
 * Messages about conflicts of a parameter file with Amazon Personalize, one for each resource with conflicts. The command
 * `plan` finds the same conflicts. Changes nothing.
 * @param inProgress file of an upload in progress; its resources count as existing
 */
export async function conflictsWith(foreseen: ForeseenUpload, inProgress?: DesiredState): Promise<readonly string[]> {
  const awaited = inProgress && (await awaitedResources(foreseeingStep({ ...foreseen, state: inProgress })));
  const context = foreseeingStep({ ...foreseen, ...(awaited && { awaited }) });
  const named = allResources(foreseen.state).filter(({ type }) => !isJob(STRATEGIES[type]));
  const messages = await inBatches(named, (resource) => conflictIn({ ...context, resource }));
  // Datasets may share a schema, so the same message may occur twice.
  return [...new Set(messages.filter((message) => message !== undefined))];
}

async function conflictIn(step: Step): Promise<string | undefined> {
  const strategy = STRATEGIES[step.resource.type] as NamedResource;
  const conflicts = await conflictsOf(strategy, step);
  return conflicts.length === 0 ? undefined : conflict(strategy, step, conflicts).message;
}

/** @param context context for the file of the upload in progress */
async function awaitedResources(context: Omit<Step, 'resource'>): Promise<readonly AwaitedResource[]> {
  const awaited: AwaitedResource[] = [];
  for (const resource of allResources(context.state)) {
    const step: Step = { ...context, resource };
    const strategy = STRATEGIES[resource.type];
    if (isJob(strategy)) continue;
    const { type, arnOf } = strategy;
    awaited.push({ type, arn: arnOf(step), request: await requestOf(strategy, step, resource) });
  }
  return awaited;
}

/**
 * Request that would create the resource. The solution version of an awaited campaign may not exist yet, so the
 * version's ARN has a placeholder instead of an id.
 */
async function requestOf(strategy: NamedResource, step: Step, { request }: DesiredResource) {
  if (strategy.type !== 'campaign') return strategy.createRequest(step);
  return { ...request, solutionVersionArn: solutionVersionArn(step.scope, solutionOf(step).name, 'awaited') };
}
