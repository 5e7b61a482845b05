import type { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DeployedAws } from '../../../cli/aws';
import { Output } from '../../../cli/output';
import { deleteResources } from '../../../cli/prune/delete-resources';
import type { RunRequest } from '../../../lib/record-table/run-request';

describe('deletions of a large prune', () => {
  test('are divided among runs of at most 1,000 resources, and keep their order', async () => {
    // Prepare
    const key = 'train/shop/config.json';
    const file = { bucket: 'data', key, versionId: 'v1' };
    const requests: RunRequest[] = [];
    const send = async ({ input }: StartExecutionCommand) => {
      requests.push(JSON.parse(input.input ?? ''));
      return { executionArn: 'arn:run', startDate: new Date(0) };
    };
    const aws = { filesInForce: { find: async () => file }, sfn: { send }, names: {} } as unknown as DeployedAws;
    const resources = Array.from({ length: 2001 }, (_, index) => ({
      type: 'filter' as const,
      name: `f${index}`,
      arn: `arn:${index}`,
      status: 'ACTIVE',
      onRemoval: 'keep' as const,
      isDeletedByUpload: false,
      usedBy: [],
      isNameNeeded: false,
      uses: [],
    }));
    const sent = [{ datasetGroup: 'shop', key, versionId: 'v1' }];
    const ended = { removals: [], runs: [] };
    const quiet = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    // Act
    const options = { wait: false, interval: 1, by: 'ann' };
    await deleteResources(aws, [{ datasetGroup: 'shop', key, resources }], sent, options, ended, new Output(true));
    quiet.mockRestore();

    // Assess
    const removed = requests.map(({ removal }) => removal?.resources ?? []);
    expect(removed.map(({ length }) => length)).toEqual([1000, 1000, 1]);
    expect(removed.flat()).toEqual(resources.map(({ arn }) => arn));
    expect(ended.removals).toHaveLength(3);
  });
});
