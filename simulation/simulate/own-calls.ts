import type { CallListener } from '../../emulator/core/aws';
import { CHANGE, type RunExecution } from './execution-log';
import type { World } from './world';

export type Call = Parameters<CallListener>[0]['call'];

/** Calls `use` for each successful call by the product that changes something in Personalize, with the run that made the call. */
export function onOwnCall(
  { local, executionLog }: Pick<World, 'local' | 'executionLog'>,
  use: (call: Call, run: RunExecution | undefined) => void,
): void {
  local.aws.onCall(({ service, call, caller, event, error }) => {
    if (service !== 'personalize' || caller.kind !== 'role' || error !== undefined) return;
    if (CHANGE.test(call.operation)) use(call, executionLog.runOf(event));
  });
}
