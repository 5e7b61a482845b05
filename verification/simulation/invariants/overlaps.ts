import type { CallListener } from '../../../local-aws/core/aws';
import type { ExecutionView } from '../../../local-aws/services/stepfunctions/events';
import { WORKFLOWS, type Workflow } from '../../../parameter-file/workflows';
import { isPending } from '../../../personalize/statuses';
import { machineOf, solutionsEndedBy } from '../execution-log';
import { isOf } from '../names';
import type { World } from '../world';
import type { Broken, Invariant } from './invariant';

interface Input {
  readonly datasetGroup?: string;
  readonly solution?: string;
  readonly solutions?: readonly string[];
  readonly recommender?: string;
}

type Subject = (input: Input) => string | readonly string[];

const named = (name = '') => `solution ${name}`;
const solution: Subject = (input) => (input.solutions ?? [input.solution]).map(named);

/** What each workflow works on. No two workflows may work on the same subject at once. */
const SUBJECTS: Readonly<Record<Workflow, Subject>> = {
  'personalize-workflow': ({ datasetGroup }) => `uploads of ${datasetGroup}`,
  'dataset-import': ({ datasetGroup }) => `data of ${datasetGroup}`,
  'data-deletion': ({ datasetGroup }) => `data of ${datasetGroup}`,
  'solution-maintenance': solution,
  'solution-promotion': (input) => `promotion of ${input.solution}`,
  'batch-inference': solution,
  'batch-segment': solution,
  'recommender-operation': (input) => `recommender ${input.recommender}`,
};

export const workflowsNeverOverlap: Invariant = {
  name: 'no two uploads, imports or deletions of a dataset group, nor two workflows on a solution, run at once',
  watch: ({ local }, broken) => {
    const running = new Map<string, string>();
    const end = (subject: string, arn: string | undefined) => {
      if (running.get(subject) === arn) running.delete(subject);
    };
    local.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind !== 'executionStarted' && kind !== 'executionFinished') return;
      for (const subject of subjectsOf(execution)) {
        const other = running.get(subject);
        if (kind === 'executionStarted' && other !== undefined)
          broken(`${subject}: ${execution.arn} began while ${other} ran`);
        if (kind === 'executionStarted') running.set(subject, execution.arn);
        if (kind === 'executionFinished') end(subject, execution.arn);
      }
      const ended = kind === 'executionFinished' ? solutionsEndedBy(execution) : undefined;
      for (const name of ended?.names ?? []) end(named(name), ended?.workflow);
    });
  },
};

function subjectsOf(execution: ExecutionView): readonly string[] {
  const workflow = WORKFLOWS.find((name) => name === machineOf(execution));
  return workflow === undefined ? [] : [SUBJECTS[workflow](JSON.parse(execution.inputText) as Input)].flat();
}

export const trainingsWaitForImports: Invariant = {
  name: 'no training starts during an import, and no import while a training starts',
  watch: (world, broken) => {
    world.local.aws.onCall(({ service, call, caller, error }) => {
      if (service !== 'personalize' || caller.kind !== 'role' || error !== undefined) return;
      // Personalize continues what a stopped execution began, and no execution waits for it.
      if (world.executionLog.endedFromOutside.size > 0) return;
      if (call.operation === 'CreateSolutionVersion') checkTraining(world, call, broken);
      if (call.operation === 'CreateDatasetImportJob') checkImport(world, call, broken);
    });
  },
};

type Call = Parameters<CallListener>[0]['call'];

function checkTraining(world: World, { input }: Call, broken: Broken): void {
  const solutionName = String(input.solutionArn).split('/').at(-1) ?? '';
  const team = world.teams.find(({ name }) => isOf(name, solutionName));
  for (const { name, status } of world.ofType('datasetImportJob')) {
    const isOfTeam = team !== undefined && isOf(team.name, name.slice(name.indexOf('-') + 1));
    if (isOfTeam && isPending(status)) broken(`${solutionName} began to train while ${name} was ${status}`);
  }
}

function checkImport(world: World, { input }: Call, broken: Broken): void {
  const job = String(input.jobName);
  const team = world.teams.find(({ name }) => isOf(name, job.slice(job.indexOf('-') + 1)));
  for (const { name, arn, status } of world.ofType('solutionVersion')) {
    if (world.manualVersions.has(arn) || team === undefined || !isOf(team.name, name)) continue;
    if (status === 'CREATE PENDING') broken(`${job} began while the training of ${name} was starting`);
  }
}
