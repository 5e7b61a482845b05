import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { requestContext } from '../../../emulator/services/iam/conditions';
import { evaluate } from '../../../emulator/services/iam/evaluate';
import { Grants } from '../../../emulator/services/iam/grants';
import { parsePolicyDocument } from '../../../emulator/services/iam/policy-document';
import { DOCUMENTED } from '../../privileges/deployer-policy';

/**
 * A principal that has one policy only, for the mock of AWS: `npx tsx principal.ts POLICY.json`. Reads each call as a
 * line of JSON and prints `allow` or `deny`. At the end of the input, prints a JSON list of the allowed actions that no
 * call needed, except those in {@link DOCUMENTED}.
 */
async function main([file = '']: readonly string[]): Promise<void> {
  const policy = parsePolicyDocument(JSON.parse(readFileSync(file, 'utf8')), file);
  const grants = new Grants();
  for await (const line of createInterface({ input: process.stdin })) {
    const { action, resource, context } = JSON.parse(line) as Call;
    const { by } = evaluate(policy, { action, resource, context: requestContext(context) });
    if (by !== undefined) grants.note(by);
    console.log(by === undefined ? 'deny' : 'allow');
  }
  const documented = new Set(DOCUMENTED.flatMap(({ actions }) => actions));
  const unused = grants.of(policy).filter(({ action, uses }) => uses === 0 && !documented.has(action));
  console.log(JSON.stringify(unused.map(({ action, resource }) => `${action} on ${resource}`)));
}

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
