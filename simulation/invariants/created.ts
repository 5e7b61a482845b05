import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { onOwnCall } from '../simulate/own-calls';
import type { Invariant } from './invariant';
import { items } from './record-items';

/** Types of resources. If a run that has created such a resource succeeds, its results must say CREATED. */
const JOBS = [
  'solutionVersion',
  'datasetImportJob',
  'batchInferenceJob',
  'batchSegmentJob',
] as const satisfies readonly ResourceType[];

/** Pairs: the id of a run, and the ARN of a resource that the run created. */
const CREATED = new WeakMap<object, [run: string, arn: string][]>();

export const createdIsReported: Invariant = {
  name: 'the jobs and solution versions that a successful run has created are CREATED in its results',
  watch: (world) => {
    const created: [run: string, arn: string][] = [];
    CREATED.set(world.local, created);
    onOwnCall(world, ({ operation }, run) => {
      const type = JOBS.find((each) => RESOURCE_TYPES[each].create === operation);
      const newest =
        type && world.ofType(type).reduce((one, other) => (other.createdAt >= one.createdAt ? other : one));
      if (run !== undefined && newest !== undefined) created.push([run.name, newest.arn]);
    });
  },
  check: async (world, broken) => {
    const succeeded = (await items(world, 'run#')).filter(({ status }) => status?.S === 'SUCCEEDED');
    const runs = new Set(succeeded.map(({ execution }) => execution?.S?.split(':').at(-1)));
    const results = new Set(
      (await items(world, 'result#'))
        .filter(({ result }) => result?.S === 'CREATED')
        .map(({ item, arn }) => `${item?.S?.split('#')[1]} ${arn?.S}`),
    );
    for (const [run, arn] of CREATED.get(world.local) ?? [])
      if (runs.has(run) && !results.has(`${run} ${arn}`))
        broken(`run ${run} has created ${arn}, but its results do not say so`);
  },
};
