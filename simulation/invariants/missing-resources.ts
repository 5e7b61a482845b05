import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { isActive } from '../../lib/personalize/statuses';
import { expectedVersion } from '../simulate/expected-version';
import { isOf } from '../simulate/names';
import type { Team } from '../simulate/operated-aws';
import type { Call } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import { wasReconciled } from './drift';
import type { Invariant } from './invariant';
import { items } from './record-items';

interface Lost {
  readonly type: ResourceType;
  readonly name: string;
}

interface Deleted extends Lost {
  /** Time of the deletion, in epoch milliseconds. */
  readonly at: number;
}

/** Resources that operators have deleted, by ARN. */
const LOST = new WeakMap<object, Map<string, Deleted>>();

const DELETION = /^Delete(?:Campaign|Filter|EventTracker|Recommender)$/;

export const missingIsFound: Invariant = {
  name: 'if an operator has deleted a resource of the file in force, the resource exists again after the nightly comparison, or its loss has been reported',
  watch: ({ local }) => {
    const lost = new Map<string, Deleted>();
    LOST.set(local, lost);
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || caller.kind === 'role' || error !== undefined || !DELETION.test(operation))
        return;
      const arn = String(Object.values(input)[0]);
      const found = local.personalize.snapshot().find((resource) => resource.arn === arn);
      if (found === undefined) return;
      lost.set(arn, { type: found.type as ResourceType, name: found.name, at: local.clock.now() });
    });
  },
  rested: async (world, broken) => {
    for (const accepted of await items(world, 'parameter-file')) {
      const edition = world.editionOf(accepted.versionId?.S);
      const team = world.teams.find(({ name }) => name === accepted.datasetGroup?.S);
      if (team === undefined || edition === undefined || !(await wasReconciled(world, team.name))) continue;
      for (const { type, name, at } of LOST.get(world.local)?.values() ?? []) {
        if (at >= (world.night?.from ?? 0)) continue;
        const isThere = world.ofType(type).some((resource) => resource.name === name);
        if (isThere || !isOf(team.name, name) || !(await isNamed(world, { ...team, edition }, { type, name })))
          continue;
        if (world.drift !== 'restore' && !notifiedOf(world, labelOf(type, name)))
          broken(`${type} ${name} is missing, and was not reported`);
        if (world.drift === 'restore' && !hasFailedToRestore(world, team))
          broken(`${type} ${name} is missing, and was not restored`);
      }
    }
  },
};

/** True if a run that restores resources of the dataset group has not succeeded. The mail about this run reports the loss. */
function hasFailedToRestore({ executionLog }: World, { name }: Team): boolean {
  const runs = [...executionLog.runs.values()];
  return runs.some(({ input, status }) => input.datasetGroup === name && input.restored && status !== 'SUCCEEDED');
}

/** True if interactions were imported. Without interactions, Personalize creates no filter. */
function hasInteractions(world: World, { name }: Team): boolean {
  return world
    .ofType('datasetImportJob')
    .some((job) => job.name.startsWith(`interactions-${name}-`) && isActive(job.status));
}

/** True if the file in force names the resource, and nothing keeps the resource from existing. */
async function isNamed(world: World, team: Team, { type, name }: Lost): Promise<boolean> {
  const { group, edition } = team;
  switch (type) {
    case 'filter':
      return edition.filter && hasInteractions(world, team);
    case 'eventTracker':
      return group.eventTracker;
    case 'recommender':
      return group.domain;
    default: {
      const solution = name.replace(/-campaign$/, '');
      const isOfFile = edition.campaign && Number(solution.split('-').at(-1)) < edition.solutions;
      return isOfFile && (await expectedVersion(world, team, solution)) !== undefined;
    }
  }
}

/** True if the call invokes the function of the nightly reconciliation. */
function isInvocation({ operation, input }: Call): boolean {
  return operation === 'Invoke' && String(input.FunctionName).includes('reconcile-deployment');
}

/**
 * Number of interruptions and lost responses before the last report of a missing resource. After another interruption or
 * lost response, the resource may be reported again.
 */
interface Excuses {
  readonly interruptions: number;
  /**
   * Number of lost responses to invocations before the resource was last reported again; 0 if the resource was reported
   * only once. After a lost response, the function is invoked again while it still works. So both invocations may report
   * the resource.
   */
  readonly repetitions: number;
}

export const driftIsNotifiedOnce: Invariant = {
  name: 'a missing resource is reported once; again only after it existed again, a file was uploaded, a function was interrupted or its response was lost',
  watch: (world, broken) => {
    const missing = new Map<string, Excuses>();
    world.local.personalize.onChange(({ arn, status }) => {
      if (status !== 'ACTIVE') return;
      const found = world.local.personalize.snapshot().find((resource) => resource.arn === arn);
      if (found) missing.delete(labelOf(found.type as ResourceType, found.name));
    });
    world.local.aws.onCall(({ service, call, error }) => {
      const { operation, input } = call;
      if (service === 's3' && operation === 'PutObject' && String(input.Key).endsWith('.json')) missing.clear();
      if (service !== 'sns' || operation !== 'Publish' || error !== undefined) return;
      const interrupted = world.faults.interruptions.filter(({ roleName }) =>
        roleName.includes('reconcile-deployment'),
      );
      const repeated = world.faults.interruptions.filter(({ call }) => isInvocation(call));
      for (const label of missingIn(String(input.Message))) {
        const before = missing.get(label);
        if (before?.interruptions === interrupted.length && before.repetitions === repeated.length)
          broken(`${label} was reported twice`);
        missing.set(label, {
          // If a function is interrupted while it publishes this message, the function does not know that the message was
          // sent, and may send it again.
          interruptions: interrupted.filter((each) => each.call !== call).length,
          repetitions: before === undefined ? 0 : repeated.length,
        });
      }
    });
  },
};

function labelOf(type: ResourceType, name: string): string {
  return `${RESOURCE_TYPES[type].title.toLowerCase()} '${name}'`;
}

function notifiedOf({ local }: World, label: string): boolean {
  return local.sns.messages().some(({ message }) => missingIn(JSON.stringify(message)).includes(label));
}

/** Returns the labels of missing resources in an SNS message. The message has a text for each protocol. */
function missingIn(text: string): readonly string[] {
  if (!text.startsWith('{')) return [];
  const { sqs = '{}' } = JSON.parse(text) as { readonly sqs?: string };
  const { status, resources = [] } = JSON.parse(sqs) as {
    readonly status?: string;
    readonly resources?: readonly { readonly resource: string; readonly difference?: string }[];
  };
  if (status !== 'UPDATE DRIFT') return [];
  return resources.flatMap(({ resource, difference }) => (difference === 'MISSING' ? [resource] : []));
}
