import { onOwnCall } from '../simulate/own-calls';
import type { LoggedDecision } from '../simulate/promotion-log';
import type { World } from '../simulate/world';
import { onWrite } from '../simulate/writes';
import type { Situation } from './situation';

/** Calls `use` with each recorded decision and the previous decision on the same version. */
function onDecision(world: World, use: (decision: LoggedDecision, before: LoggedDecision | undefined) => void): void {
  const latest = new Map<string, LoggedDecision>();
  let seen = 0;
  // The promotion log has registered its listener before. So the log already has the decisions of the current write.
  onWrite(world, () => {
    for (const decision of world.promotionLog.decisions.slice(seen)) {
      use(decision, latest.get(decision.version));
      latest.set(decision.version, decision);
    }
    seen = world.promotionLog.decisions.length;
  });
}

const decided = (
  name: string,
  is: (decision: LoggedDecision, before: LoggedDecision | undefined) => boolean,
): Situation => ({
  name,
  watch: (world, reached) => onDecision(world, (decision, before) => is(decision, before) && reached()),
});

const isByPerson = ({ decidedBy }: LoggedDecision) => decidedBy !== 'rules';

export const DECISIONS: readonly Situation[] = [
  decided('rules hold a version', ({ decision }) => decision === 'HELD'),
  decided('a version waits for approval', ({ decision }) => decision === 'CANDIDATE'),
  decided(
    'an operator promotes a version that rules held',
    (decision, before) => decision.decision === 'PROMOTED' && isByPerson(decision) && before?.decision === 'HELD',
  ),
  decided(
    'an operator rolls back a version that served',
    (decision, before) => decision.decision !== 'PROMOTED' && isByPerson(decision) && before?.decision === 'PROMOTED',
  ),
  decided('a version is compared with another solution, trained with the same data', ({ verdicts }) =>
    verdicts.some(({ baseline }) => baseline?.value !== undefined && baseline.importedAt === undefined),
  ),
  decided(
    'a version cannot be compared with another solution, because that solution has no ACTIVE version',
    ({ verdicts }) => verdicts.some(({ baseline }) => baseline !== undefined && baseline.version === undefined),
  ),
  decided(
    'a version is not compared with another solution, because an import ended between the trainings',
    ({ verdicts }) => verdicts.some(({ baseline }) => baseline?.importedAt !== undefined),
  ),
  decided('a version lacks a metric of the rules', ({ verdicts }) =>
    verdicts.some(({ candidate }) => candidate === undefined),
  ),
];

export const baselineIsTrainedBeside: Situation = {
  name: 'a version is compared with a version of another solution, and the same run trained both',
  watch: (world, reached) => {
    const trained = new Set<string>();
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation === 'CreateSolutionVersion')
        trained.add(`${run?.name} ${String(input.solutionArn).split('/').at(-1)}`);
    });
    onDecision(world, ({ run, solution, verdicts }) => {
      const others = verdicts.flatMap(({ baseline }) => (baseline?.version === undefined ? [] : baseline.solution));
      const isBeside = trained.has(`${run} ${solution}`) && others.some((other) => trained.has(`${run} ${other}`));
      if (isBeside) reached();
    });
  },
};

export const promotionIsRolledBack: Situation = {
  name: 'an operator rolls back a version that rules held and an operator promoted',
  watch: (world, reached) => {
    const promoted = new Set<string>();
    onDecision(world, ({ version, decision, decidedBy }, before) => {
      if (decidedBy === 'rules') return;
      if (decision === 'PROMOTED' && before?.decision === 'HELD') promoted.add(version);
      else if (decision !== 'PROMOTED' && promoted.delete(version)) reached();
    });
  },
};

export const decisionIsRemindedOf: Situation = {
  name: 'a reminder of an open decision is sent',
  watch: (world, reached) =>
    onWrite(world, ({ item, update }) => {
      if (item.startsWith('version-2#') && update.includes('remindedAt')) reached();
    }),
};

export const updateIsSkipped: Situation = {
  name: 'an UPDATE is skipped, because the version that it would build on does not serve',
  watch: (world, reached) =>
    onWrite(world, ({ put: { note } }) => {
      if (note?.S?.startsWith('Training skipped')) reached();
    }),
};

export const driftIsFound: Situation = {
  name: 'campaigns are moved back to the recorded version',
  watch: ({ local }, reached) =>
    local.stepFunctions.onEvent(({ kind, execution: { inputText } }) => {
      if (kind === 'executionStarted' && inputText.includes('"action":"RESTORE"')) reached();
    }),
};
