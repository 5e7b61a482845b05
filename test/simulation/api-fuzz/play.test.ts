import { EventsService } from '../../../emulator/services/eventbridge/service';
import { SqsService } from '../../../emulator/services/sqs/service';
import { playRequests } from '../../../simulation/api-fuzz/play';

/** Replaces a private method of a service, as if the method had a bug. */
function broken(
  service: object,
  method: string,
  run: (this: unknown, ...given: unknown[]) => unknown,
): jest.SpyInstance {
  return jest.spyOn(service as Record<string, (...given: unknown[]) => unknown>, method).mockImplementation(run);
}

describe('random requests to all operations', () => {
  it('are answered as the API models allow, and change nothing if they fail', async () => {
    // Act
    const tallies = [await playRequests(1, 250), await playRequests(2, 250)];

    // Assess
    expect(tallies.flatMap(({ reports }) => reports)).toEqual([]);
    expect(tallies.reduce((sum, { accepted }) => sum + accepted.size, 0)).toBeGreaterThan(50);
  });

  it('have the same accepted operations if the seed is the same', async () => {
    // Act
    const [one, other] = [await playRequests(3, 100), await playRequests(3, 100)];

    // Assess
    expect([...one.accepted]).toEqual([...other.accepted]);
  });

  it('are reported if a service throws an error that AWS does not have', async () => {
    // Prepare
    const spy = broken(EventsService.prototype, 'listRules', () => {
      throw new TypeError('x is undefined');
    });

    // Act
    const { reports } = await playRequests(4, 1000);
    spy.mockRestore();

    // Assess
    expect(reports.map(({ operation }) => operation)).toContain('ListRules');
    expect(reports.flatMap(({ violations }) => violations).join()).toContain('a bug: TypeError: x is undefined');
  });

  it('are reported if an output has a member that AWS does not have, or a member of the wrong type', async () => {
    // Prepare
    const spy = broken(SqsService.prototype, 'listQueues', () => ({ QueueUrls: 'none', More: 1 }));

    // Act
    const { reports } = await playRequests(5, 1000);
    spy.mockRestore();

    // Assess
    const found = reports.flatMap(({ violations }) => violations).join();
    expect(found).toContain('an output with More');
    expect(found).toContain('QueueUrls must be a list');
  });
});
