import { makePlan } from '../../../lib/reconciler/plan/make-plan';
import type { Plan } from '../../../lib/reconciler/plan/plan';
import { plural } from '../../../lib/text/format';
import { unreadable } from '../../file-in-force';
import { readState } from '../../read-file';
import type { Check, CheckFinding } from '../check';

/** Plans all files in force together, because an account quota limits the sum of what all files create. */
export const quotas: Check = {
  name: 'quotas of Amazon Personalize',
  async examine(aws) {
    const plans: Plan[] = [];
    const findings: CheckFinding[] = [];
    for (const datasetGroup of await aws.datasetGroups.names()) {
      const file = await aws.filesInForce.find(datasetGroup);
      if (file === undefined) continue;
      const { key } = file;
      const state = await readState(aws, file);
      if (state === undefined) {
        const { message, hint = '' } = unreadable(file, datasetGroup);
        findings.push({ problem: message, todo: hint });
        continue;
      }
      plans.push(await makePlan({ path: key, key, state, before: { key, state } }, aws, [], plans));
    }
    const exceeded = plans.flatMap(({ datasetGroup, exceededQuotas = [] }) =>
      exceededQuotas.map((quota) => ({ datasetGroup, ...quota })),
    );
    return {
      detail: `${plural(plans.length, 'file')} in force`,
      findings: findings.concat(
        exceeded.map(({ datasetGroup, name, existing, toCreate, limit, note, resolution }) => ({
          problem: `${name}: dataset group '${datasetGroup}' needs ${existing + toCreate}, but the quota is ${limit}${note === undefined ? '.' : ` ${note}`}`,
          todo: resolution,
        })),
      ),
    };
  },
};
