import { pollResource } from '../../../functions/ensure-resources/poll-resource';
import { ensureWorld, FILE, SCOPE } from '../../support/ensure-world';

describe('a check of csv', () => {
  it('is skipped if a newer file is in force, and keeps the record that the upload of that file reported refused data', async () => {
    // Prepare
    const { services, state } = await ensureWorld();
    const { refusals } = services.resources;
    const [dataset] = state.datasets;
    if (dataset === undefined) throw new Error('The sample has no dataset.');
    await refusals.record('small', dataset.csvName, 'fingerprint', 'upload');
    await refusals.recordNotified('small', 'upload', new Date());
    const begunAt = new Date();
    const resources = { ...services.resources, verifiedReads: services.verifiedReads(), newerFile: async () => state };

    // Act
    const { status } = await pollResource(
      { kind: 'RESOURCE', resource: dataset.importJob, until: 'CHECKED' },
      { before: { status: 'OPEN' }, begunAt, isFirst: true, place: 0 },
      { id: 'own', trigger: 'personalize-dataset-import-small', file: FILE, state, scope: SCOPE },
      resources,
    );

    // Assess
    expect(status).toBe('READY');
    expect(await refusals.wasNotified('small', dataset.csvName, 'fingerprint')).toBe(true);
  });
});
