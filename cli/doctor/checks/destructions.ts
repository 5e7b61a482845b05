import { Destruction } from '../../../lib/record-table/destructions';
import { plural } from '../../../lib/text/format';
import type { Check, CheckFinding } from '../check';

export const destructions: Check = {
  name: 'destructions',
  async examine(aws) {
    const findings: CheckFinding[] = [];
    for (const group of await aws.datasetGroups.names()) {
      if (!(await new Destruction(aws.records, group).isGoingOn())) continue;
      findings.push({
        problem: `The removal of dataset group '${group}' has begun and not ended: what is left is still billed.`,
        todo: `If \`destroy\` is not running now, run it again: personalize-mlops destroy ${group}`,
      });
    }
    return { detail: `${plural(findings.length, 'dataset group')} partly removed`, findings };
  },
};
