import { Destruction } from '../../../lib/record-table/destructions';
import type { Task } from '../../../lib/record-table/task';
import { plural } from '../../../lib/text/format';
import type { DeployedAws } from '../../aws';
import type { Check, CheckFinding } from '../check';

export const schedules: Check = {
  name: 'schedules',
  async examine(aws) {
    const groups = await aws.datasetGroups.names();
    const tasks = (await Promise.all(groups.map((group) => aws.tasks.tasksOf(group)))).flat();
    const findings: CheckFinding[] = [];
    for (const task of tasks) {
      const problem = await problemOf(task, aws);
      if (problem === undefined) continue;
      findings.push({ problem: `Schedule '${task.name}' ${problem}.`, todo: await todoOf(task, aws) });
    }
    const { length } = tasks.filter(({ state }) => state !== 'REMOVED');
    return { detail: `${plural(length, 'task')}, ${findings.length} with a wrong schedule`, findings };
  },
};

async function problemOf(task: Task, aws: DeployedAws): Promise<string | undefined> {
  if (task.state === 'REMOVED')
    return (await aws.schedules.findOwn(task)) && 'still exists, although its task was removed';
  if ((await aws.schedules.find(task.name)) === undefined) return 'does not exist';
  return (await aws.schedules.isAsDesired(task)) ? undefined : 'differs from its task';
}

async function todoOf({ datasetGroup }: Task, { records }: DeployedAws): Promise<string> {
  if (await new Destruction(records, datasetGroup).isGoingOn())
    return `If \`destroy\` is not running now, run it again: personalize-mlops destroy ${datasetGroup}`;
  return `The nightly reconciliation corrects it. To do it now: personalize-mlops retry ${datasetGroup}`;
}
