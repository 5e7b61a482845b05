import {
  CreateDatasetGroupCommand,
  DeleteDatasetGroupCommand,
  DescribeDatasetGroupCommand,
  InvalidInputException,
  PersonalizeClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-personalize';
import { OPERATIONS, operationOf } from '../../../../lib/personalize/api-model';
import { RESOURCE_TYPES } from '../../../../lib/personalize/resource-types';
import { inProcess, START } from '../../../support/in-process';
import { ARN, Testbed } from '../../../support/personalize-testbed';

/** Operations that the emulator does not implement. */
const REFUSED = OPERATIONS.filter((name) => /DatasetExportJob/.test(name));

describe('the wire protocol of Personalize', () => {
  it('responds to an SDK client, with times as Date objects', async () => {
    // Prepare
    const bed = new Testbed();
    const client = new PersonalizeClient(inProcess(bed.aws));

    // Act
    const { datasetGroupArn } = await client.send(new CreateDatasetGroupCommand({ name: 'group' }));
    const { datasetGroup } = await client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));

    // Assess
    expect(datasetGroup).toEqual({
      name: 'group',
      datasetGroupArn: `${ARN}dataset-group/group`,
      status: 'CREATE PENDING',
      creationDateTime: new Date(START),
      lastUpdatedDateTime: new Date(START),
    });
  });

  it.each([
    ['/recommendations', 'InvalidInputException'],
    ['/events', 'InvalidInputException'],
    ['/nothing', 'UnknownOperationException'],
  ])('routes a request without a target header by its path: a request to %s fails with %s', async (path, code) => {
    // Prepare
    const { aws } = new Testbed();
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/personalize/aws4_request' };

    // Act
    const { status, headers: answered } = await aws.handle({
      method: 'POST',
      path,
      query: new URLSearchParams(),
      headers,
      body: new Uint8Array(),
    });

    // Assess
    expect([status, answered['x-amzn-errortype']]).toEqual([400, code]);
  });

  it("returns errors that are instances of the SDK's error classes", async () => {
    // Prepare
    const client = new PersonalizeClient(inProcess(new Testbed().aws));

    // Act
    const calls = [
      client.send(new CreateDatasetGroupCommand({ name: '*' })),
      client.send(new DescribeDatasetGroupCommand({ datasetGroupArn: `${ARN}dataset-group/none` })),
    ];

    // Assess
    await expect(calls[0]).rejects.toBeInstanceOf(InvalidInputException);
    await expect(calls[1]).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('returns no output for a delete', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();
    const client = new PersonalizeClient(inProcess(bed.aws));

    // Act
    const output = await client.send(new DeleteDatasetGroupCommand({ datasetGroupArn }));

    // Assess
    expect(Object.keys(output)).toEqual(['$metadata']);
  });
});

describe('the local Personalize', () => {
  it.each(REFUSED)('refuses %s with an error that names the operation', async (operation) => {
    // Act
    const call = new Testbed().call(operation);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'UnknownOperationException',
      message: expect.stringContaining(`The local Personalize does not implement ${operation}; it has: `),
    });
  });

  it('implements every operation of its resource types', async () => {
    // Prepare
    const bed = new Testbed();
    const known = Object.values(RESOURCE_TYPES).flatMap(({ create, describe, list, update, delete: remove }) =>
      [create, describe, list, update, remove].filter((name) => name !== undefined),
    );

    // Act
    const codes = await Promise.all(
      known.map((name) => bed.call(name, { unknown: 1 }).catch((error: { code: string }) => error.code)),
    );

    // Assess
    const declared = known.map((name) =>
      operationOf(name).errors.includes('InvalidInputException') ? 'InvalidInputException' : 'ValidationException',
    );
    expect(codes).toEqual(declared);
  });

  it('names every violation of the API model in the error', async () => {
    // Act
    const call = new Testbed().call('CreateCampaign', { name: 'a b', minProvisionedTPS: 0 });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringMatching(/^3 validation errors detected: .*solutionVersionArn.*name.*minProvisionedTPS/),
    });
  });

  it('returns ResourceNotFoundException for Describe, Update and Delete of an unknown ARN, as the API model declares', async () => {
    // Prepare
    const bed = new Testbed();
    const infos = Object.values(RESOURCE_TYPES);
    const calls = infos.flatMap(({ arnMember, describe, update, delete: remove }) =>
      [describe, update, remove].filter((name) => name !== undefined).map((name) => ({ name, arnMember })),
    );
    /** Required members besides the ARN. */
    const required: Readonly<Record<string, object>> = {
      UpdateDataset: { schemaArn: `${ARN}schema/x` },
      UpdateRecommender: { recommenderConfig: {} },
    };

    // Act
    const answers = await Promise.all(
      calls.map(async ({ name, arnMember }) => {
        const input = { [arnMember]: `${ARN}thing/x`, ...required[name] };
        const code = await bed.call(name, input).catch((error: { code: string }) => error.code);
        return { name, code };
      }),
    );

    // Assess
    for (const { name, code } of answers) {
      expect({ name, code }).toEqual({ name, code: 'ResourceNotFoundException' });
      expect(operationOf(name).errors).toContain(code);
    }
  });
});
