import { indentedAfterFirst, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { describeDeployment } from '../deployment-names';
import { type CheckResult, resultOf } from '../doctor/check';
import { CHECKS } from '../doctor/checks';
import { ACCESS, access } from '../doctor/checks/access';
import { explain } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';

/** @returns exit status: 1 if a check has found a problem */
export async function doctor(options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const results = await examine(options);
  output.document(results);
  const width = Math.max(...results.map(({ status }) => status.length));
  for (const { check, status, detail, findings } of results) {
    output.line(
      `${output.status(status)}${' '.repeat(width - status.length)}  ${output.colors.bold(check)}: ${printable(detail)}`,
    );
    for (const { problem, todo } of findings) {
      output.line(indentedAfterFirst(`  ${problem}`, 6));
      if (todo !== '') output.line(`    ${todo}`);
    }
  }
  return results.some(({ status }) => status === 'PROBLEM') ? 1 : 0;
}

/** Finds the deployment, then runs all checks side by side. */
async function examine(options: AwsOptions): Promise<readonly CheckResult[]> {
  let aws: DeployedAws;
  try {
    aws = await DeployedAws.open(options);
  } catch (error) {
    const { message, hint = '' } = explain(error) ?? {};
    if (message === undefined) throw error;
    const findings = [{ problem: message, todo: hint }];
    const rest = { status: 'NOT_CHECKED', detail: 'needs access to the deployment', findings: [] } as const;
    return [
      { check: ACCESS, status: 'PROBLEM', detail: 'credentials, region and deployment', findings },
      ...CHECKS.map(({ name }) => ({ check: name, ...rest })),
    ];
  }
  // Without `--outputs`, the names come from an SSM parameter that the credentials have just read. So the credentials
  // certainly belong to the deployment's account, and the check `access` is not needed.
  const opened: CheckResult = { check: ACCESS, status: 'OK', detail: describeDeployment(aws), findings: [] };
  return Promise.all([
    options.outputs === undefined ? opened : resultOf(access, aws),
    ...CHECKS.map((each) => resultOf(each, aws)),
  ]);
}
