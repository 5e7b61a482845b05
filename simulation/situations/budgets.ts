import { onWrite } from '../simulate/writes';
import type { Situation } from './situation';

export const BUDGETS: readonly Situation[] = [
  {
    name: 'an upload is refused for TPS-hours that it adds',
    watch: (world, reached) =>
      onWrite(world, ({ item, values }) => {
        if (item.startsWith('run#') && values.includes('TPS-hours in 30 days, above')) reached();
      }),
  },
  {
    name: 'a training is skipped for the budget',
    watch: (world, reached) =>
      onWrite(world, ({ item, put }) => {
        if (item.startsWith('result#') && put.result?.S === 'SKIPPED') reached();
      }),
  },
  {
    name: 'a training begins after a raise of its budget',
    watch: (world, reached) =>
      onWrite(world, ({ item, datasetGroup }) => {
        const isRaised = world.teams.some(({ name, raises }) => name === datasetGroup && raises.length > 0);
        if (isRaised && /^budget#[\d-]+#use#solutionVersion/.test(item)) reached();
      }),
  },
  {
    name: 'a reservation of a budget fails, and is tried again',
    watch: ({ local }, reached) =>
      local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
        if (service !== 'dynamodb' || operation !== 'TransactWriteItems' || caller.kind !== 'role') return;
        if (error !== undefined && JSON.stringify(input).includes('"budget#')) reached();
      }),
  },
];
