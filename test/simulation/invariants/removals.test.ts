import type { CallListener } from '../../../emulator/core/aws';
import { nothingIsDeletedThatIsNotAllowed } from '../../../simulation/invariants/removals';
import type { Edition } from '../../../simulation/simulate/scenario';
import type { World } from '../../../simulation/simulate/world';
import { wire } from '../simulate/run-world';

const GROUP = 'simulated-0';
const FILTER = `${GROUP}-filter`;
const arn = (type: string, name: string) => `arn:aws:personalize:us-east-1:123456789012:${type}/${name}`;
const EDITION: Edition = { solutions: 1, campaign: true, minProvisionedTPS: 1, filter: true, schedules: 'absent' };

/** Versions of the parameter file: with a filter, with a filter that uploads may delete, and two without the filter. */
const EDITIONS: Readonly<Record<string, Edition>> = {
  with: EDITION,
  deleting: { ...EDITION, deletes: true },
  without: { ...EDITION, filter: false },
  stillWithout: { ...EDITION, filter: false, minProvisionedTPS: 2 },
};

/** A deployment in which versions of the file are put in force one after the other. */
function prepare(versions: readonly string[], { allowsDeletions = false, confirmed = '' } = {}) {
  const broken: string[] = [];
  const calls: CallListener[] = [];
  const changes: ((change: object) => void)[] = [];
  const world = {
    local: {
      aws: {
        onCall: (listener: CallListener) => calls.push(listener),
        random: { fork: () => ({ float: () => (allowsDeletions ? 0 : 0.99) }) },
      },
      personalize: { onChange: (listener: (change: object) => void) => changes.push(listener) },
    },
    teams: [{ name: GROUP, group: { domain: false, batch: 'none' } }],
    editionOf: (versionId: string) => EDITIONS[versionId],
    confirmed: [{ versionId: confirmed, arn: arn('filter', FILTER) }],
    executionLog: { runOf: () => undefined },
  } as unknown as World;
  nothingIsDeletedThatIsNotAllowed.watch?.(world, (what) => broken.push(what));
  const call = (service: string, operation: string, input: object, kind = 'role') => {
    for (const listener of calls) listener({ service, call: { operation, input }, caller: { kind } } as never);
  };
  for (const versionId of versions)
    call('dynamodb', 'PutItem', { Item: wire({ item: 'parameter-file', datasetGroup: GROUP, versionId }) });
  return {
    broken,
    personalize: (operation: string, input: object, kind?: string) => call('personalize', operation, input, kind),
    change: (status: string, update = false) => {
      for (const listener of changes) listener({ arn: arn('filter', FILTER), status, update });
    },
  };
}

const DELETION = { filterArn: arn('filter', FILTER) };

describe('the invariant that a run deletes only what a person or the settings let it delete', () => {
  it.each([
    ['was neither confirmed nor allowed', ['with', 'without'], { allowsDeletions: true }],
    ['was confirmed for an earlier file only', ['with', 'without', 'stillWithout'], { confirmed: 'without' }],
    ['is allowed by the last file with the resource, but not by the deployment', ['deleting', 'without'], {}],
    [
      'is allowed by an earlier file, but not by the last file with the resource',
      ['deleting', 'with', 'without'],
      { allowsDeletions: true },
    ],
  ])('is violated by a deletion that %s', (_, versions, options) => {
    // Prepare
    const { broken, personalize } = prepare(versions, options);

    // Act
    personalize('DeleteFilter', DELETION);

    // Assess
    const expected = `DeleteFilter of ${DELETION.filterArn}, whose deletion was neither confirmed nor allowed`;
    expect(broken).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['which the file in force has', ['without', 'with'], { allowsDeletions: true, confirmed: 'with' }],
    ['whose dataset group has no file in force', [], { allowsDeletions: true }],
  ])('is violated by the deletion of a resource %s', (reason, versions, options) => {
    // Prepare
    const { broken, personalize } = prepare(versions, options);

    // Act
    personalize('DeleteFilter', DELETION);

    // Assess
    expect(broken).toEqual([expect.stringContaining(`DeleteFilter of ${DELETION.filterArn}, ${reason}`)]);
  });

  it('is violated by the deletion of a resource that an operator created, although a person confirmed the deletion', () => {
    // Prepare
    const { broken, personalize } = prepare(['with', 'without'], { confirmed: 'without' });
    personalize('CreateFilter', { name: FILTER });
    personalize('CreateFilter', { name: FILTER }, 'user');

    // Act
    personalize('DeleteFilter', DELETION);

    // Assess
    expect(broken).toEqual([expect.stringContaining('which an operator has created')]);
  });

  it('is violated by the deletion of a resource of the file if only its last update failed', () => {
    // Prepare
    const { broken, personalize, change } = prepare(['with']);
    change('CREATE FAILED', true);

    // Act
    personalize('DeleteFilter', DELETION);

    // Assess
    expect(broken).toEqual([expect.stringContaining('which the file in force has')]);
  });

  it.each([
    ['was confirmed by a person', ['with', 'without'], { confirmed: 'without' }],
    [
      'is allowed by the deployment and by the last file with the resource',
      ['deleting', 'without', 'stillWithout'],
      { allowsDeletions: true },
    ],
  ])('allows a deletion that %s', (_, versions, options) => {
    // Prepare
    const { broken, personalize } = prepare(versions, options);

    // Act
    personalize('DeleteFilter', DELETION);

    // Assess
    expect(broken).toEqual([]);
  });

  it('allows an operator to delete a resource of the file, and a run to replace a resource that could not be created', () => {
    // Prepare
    const { broken, personalize, change } = prepare(['with']);

    // Act
    personalize('DeleteFilter', DELETION, 'user');
    change('CREATE FAILED');
    change('DELETE PENDING');
    personalize('DeleteFilter', DELETION);

    // Assess
    expect(broken).toEqual([]);
  });
});
