import { onWrite } from '../simulate/writes';
import type { Situation } from './situation';

/** @param difference kind of difference that the notification names: MISSING or DIFFERENT */
const notified = (name: string, difference: string): Situation => ({
  name,
  watch: ({ local }, reached) =>
    local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'sns' || operation !== 'Publish' || error !== undefined) return;
      const message = String(input.Message);
      if (message.includes('UPDATE DRIFT') && message.includes(`\\"difference\\":\\"${difference}\\"`)) reached();
    }),
});

export const DRIFT: readonly Situation[] = [
  notified('a resource is missing at night, and is reported', 'MISSING'),
  notified('a resource differs from the file at night, and is reported', 'DIFFERENT'),
  {
    name: 'a resource that was missing or differed at night is restored',
    watch: ({ local }, reached) =>
      local.stepFunctions.onEvent(({ kind, execution: { status, inputText, stateMachine } }) => {
        const isRun = stateMachine.name.endsWith('-run') && inputText.includes('"restored":');
        if (kind === 'executionFinished' && isRun && status === 'SUCCEEDED') reached();
      }),
  },
];

export const stopIsFoundAtNight: Situation = {
  name: 'the stop event of a run is lost, and the next night ends the run',
  watch: (world, reached) =>
    onWrite(world, ({ item, values, roleName }) => {
      const isAtNight = roleName.includes('reconcile-deployment');
      if (item.startsWith('run#') && isAtNight && /RunStopped|RunTimedOut/.test(values)) reached();
    }),
};
