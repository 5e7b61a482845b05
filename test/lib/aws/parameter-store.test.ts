import {
  DeleteParameterCommand,
  GetParametersByPathCommand,
  ParameterNotFound,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import { ParameterStore } from '../../../lib/aws/parameter-store';

const PATH = '/personalize/groups/shop';

function storeAnswering(...answers: readonly unknown[]) {
  const send = jest.fn();
  for (const answer of answers) {
    if (answer instanceof Error) send.mockRejectedValueOnce(answer);
    else send.mockResolvedValueOnce(answer);
  }
  return { send, store: new ParameterStore({ send } as never, PATH) };
}

describe('ParameterStore', () => {
  it('reads all pages, with names relative to its path', async () => {
    // Prepare
    const { send, store } = storeAnswering(
      { Parameters: [{ Name: `${PATH}/campaigns/a`, Value: 'arn:a' }], NextToken: 'next' },
      { Parameters: [{ Name: `${PATH}/all`, Value: '{}' }] },
    );

    // Act
    const found = await store.read();

    // Assess
    expect([...found]).toEqual([
      ['campaigns/a', 'arn:a'],
      ['all', '{}'],
    ]);
    expect(send.mock.calls.map(([command]) => command.input)).toEqual([
      { Path: PATH, Recursive: true },
      { Path: PATH, Recursive: true, NextToken: 'next' },
    ]);
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(GetParametersByPathCommand);
  });

  it('overwrites a value, and lets Parameter Store choose the tier that its size needs', async () => {
    // Prepare
    const { send, store } = storeAnswering({});

    // Act
    await store.put('all', '{}');

    // Assess
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(PutParameterCommand);
    expect(send.mock.calls[0]?.[0].input).toEqual({
      Name: `${PATH}/all`,
      Value: '{}',
      Type: 'String',
      Tier: 'Intelligent-Tiering',
      Overwrite: true,
    });
  });

  it('deletes without an error a parameter that does not exist any more', async () => {
    // Prepare
    const { send, store } = storeAnswering(new ParameterNotFound({ message: '', $metadata: {} }));

    // Act
    await store.delete('all');

    // Assess
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(DeleteParameterCommand);
    expect(send.mock.calls[0]?.[0].input).toEqual({ Name: `${PATH}/all` });
  });
});
