import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceClock } from '../../cli/client-settings';
import { readNames } from '../../cli/deployment-names';

const OUTPUTS = {
  data_bucket: { value: 'data' },
  record_table: { value: 'record' },
  topic_arn: { value: 'arn:topic' },
  schedule_group: { value: 'schedules' },
  schedule_role_arn: { value: 'arn:role' },
  schedule_dead_letter_queue_arn: { value: 'arn:queue' },
  schedule_timezone: { value: 'UTC' },
  run_state_machine_arn: { value: 'arn:run' },
  personalize_role_arn: { value: 'arn:personalize' },
  run_history_days: { value: 90 },
  function_log_groups: { value: '/aws/lambda/personalize-begin-run' },
};

describe('the outputs of a deployment', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'names-tests-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Reads the names of a deployment from an outputs file with this text. */
  function read(text: string) {
    const outputs = join(folder, 'outputs.json');
    writeFileSync(outputs, text);
    return readNames({ name: 'personalize', json: false, outputs }, new ServiceClock());
  }

  it('are read as names, including outputs that are numbers', async () => {
    // Act
    const names = await read(JSON.stringify(OUTPUTS));

    // Assess
    expect(names).toMatchObject({
      dataBucket: 'data',
      scheduleDeadLetterQueueArn: 'arn:queue',
      runHistoryDays: '90',
    });
  });

  it('are refused with a list of the missing names', async () => {
    // Prepare
    const { data_bucket: _bucket, run_history_days: _days, ...rest } = OUTPUTS;

    // Act and assess
    await expect(read(JSON.stringify(rest))).rejects.toThrow('must have dataBucket, runHistoryDays.');
  });

  it('are refused if an optional value is not a string', async () => {
    // Act and assess
    await expect(read(JSON.stringify({ ...OUTPUTS, release: { value: null } }))).rejects.toThrow(
      'these values must be strings: release.',
    );
  });

  it('are refused if their time zone does not exist', async () => {
    // Act and assess
    await expect(read(JSON.stringify({ ...OUTPUTS, schedule_timezone: { value: 'Mars/X\n' } }))).rejects.toThrow(
      'has scheduleTimezone "Mars/X\\n", which must be an IANA time zone.',
    );
  });

  it('are refused if they are not JSON', async () => {
    // Act and assess
    await expect(read('data_bucket = "data"')).rejects.toThrow('is not JSON');
  });
});
