import { DecisionCache } from '../../../../emulator/services/iam/decision-cache';
import type { AccessDecision } from '../../../../emulator/services/iam/evaluate';
import { parsePolicyDocument } from '../../../../emulator/services/iam/policy-document';

const ALLOWED: AccessDecision = { effect: 'allow' };
const READ = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/one.csv' };

function statements() {
  const Statement = { Effect: 'Allow', Action: READ.action, Resource: READ.resource };
  return parsePolicyDocument({ Version: '2012-10-17', Statement }, 'policy');
}

function counting(decisions: DecisionCache) {
  const asked: string[] = [];
  const ask = (list: ReturnType<typeof statements>, permission: Parameters<typeof decisions.decisionOn>[1]) =>
    decisions.decisionOn(list, permission, () => {
      asked.push(permission.resource);
      return ALLOWED;
    });
  return { asked, ask };
}

describe('decisions about a role', () => {
  test('are cached for the same action on the same resource', () => {
    // Prepare
    const { asked, ask } = counting(new DecisionCache());
    const policy = statements();

    // Act
    const answers = [ask(policy, READ), ask(policy, READ)];

    // Assess
    expect(answers).toEqual([ALLOWED, ALLOWED]);
    expect(asked).toHaveLength(1);
  });

  test("are not reused for another resource, or after a new list has replaced the role's statements", () => {
    // Prepare
    const { asked, ask } = counting(new DecisionCache());
    const policy = statements();
    const other = { ...READ, resource: 'arn:aws:s3:::data/two.csv' };

    // Act
    ask(policy, READ);
    ask(policy, other);
    ask(statements(), READ);

    // Assess
    expect(asked).toEqual([READ.resource, other.resource, READ.resource]);
  });

  test('are not cached if the permission has condition keys', () => {
    // Prepare
    const { asked, ask } = counting(new DecisionCache());
    const policy = statements();
    const passRole = { ...READ, context: { 'iam:PassedToService': 'personalize.amazonaws.com' } };

    // Act
    ask(policy, passRole);
    ask(policy, passRole);

    // Assess
    expect(asked).toHaveLength(2);
  });
});
