import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';
import { withEdited } from './support/edited-stack';

const { stackFile } = accounts();

/** Makes the data bucket require `aws:SourceAccount` and `aws:SourceArn` of this account from Personalize. */
const variables = { personalize_source_conditions: true };

describe('conditions on aws:SourceAccount and aws:SourceArn', () => {
  it('prevent the stack from loading if the trust policies of roles for Lambda have one, because Lambda does not document these keys', async () => {
    // Prepare
    const edit = withEdited(
      stackFile,
      ({ resource }) => {
        for (const role of Object.values(resource.aws_iam_role ?? {})) {
          const trust = JSON.parse(String(role.assume_role_policy)) as {
            Statement: { Principal: { Service: string }; Condition?: object }[];
          };
          for (const statement of trust.Statement)
            if (statement.Principal.Service === 'lambda.amazonaws.com')
              statement.Condition = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
          role.assume_role_policy = JSON.stringify(trust);
        }
      },
      (file) => Account.open(file),
    );

    // Act and assess
    await expect(edit).rejects.toThrow(/aws_lambda_function\.\w+: .*cannot be assumed by Lambda/);
  });

  it('deny Personalize access to the data bucket if it does not send the keys', async () => {
    // Prepare
    const account = await Account.open(stackFile, 1, { variables });

    // Act
    await account.run(completeSample());

    // Assess
    const { status, error } = await account.lastRun();
    expect(status).toBe('FAILED');
    expect(error).toContain('personalize.amazonaws.com');
    expect(error).toContain('is not authorized to perform: s3:ListBucket');
  });

  it('allow Personalize access to the data bucket if it sends the keys', async () => {
    // Prepare
    const account = await Account.open(stackFile, 1, { variables, undocumentedSourceKeys: 'sent' });

    // Act
    await account.run(completeSample());

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });
});
