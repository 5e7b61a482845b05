import { notificationOf } from '../../../functions/end-run/outcome';

const request = {
  datasetGroup: 'movies',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  file: { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' },
};
const startedAt = '2026-01-05T00:00:00.000Z';
const now = new Date('2026-01-05T01:23:00.000Z');

describe('notificationOf', () => {
  test('tells of a success', () => {
    // Act
    const notification = notificationOf(request, startedAt, {}, now);

    // Assess
    expect(notification).toEqual({
      datasetGroup: 'movies',
      outcome: 'COMPLETE',
      summary: "personalize-workflow of dataset group 'movies' succeeded",
      description: [
        'Trigger: upload',
        'Parameter file: s3://data/train/movies/config.json, version v1',
        'Began: 2026-01-05T00:00:00.000Z, took 83 min',
      ].join('\n'),
    });
  });

  test('tells of a failure with every cause, the first of them in the summary', () => {
    // Prepare
    const cause = "campaign 'a': No capacity.\ncampaign 'b': No capacity either.";

    // Act
    const notification = notificationOf(request, startedAt, { error: 'ResourceFailed', cause }, now);

    // Assess
    expect(notification.outcome).toBe('FAILED');
    expect(notification.summary).toBe(
      "personalize-workflow of dataset group 'movies' failed: campaign 'a': No capacity.",
    );
    expect(notification.description).toContain(`ResourceFailed:\n${cause}\n`);
  });
});
