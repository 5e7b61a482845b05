import { list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const withWorkflow = (workflow: string) =>
  parameterFile().replace(
    '"serviceConfig": {"name": "group"}',
    `"serviceConfig": {"name": "group"}, "workflowConfig": ${workflow}`,
  );
const withImport = (schedule: string) => withWorkflow(`{"schedules": {"import": ${schedule}}}`);

const job = (schedule: string) => `{"serviceConfig": {}, "workflowConfig": {${schedule}}}`;
const jobs = (secondName: string, schedule: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', 'aws-sims', '', [list('batchInferenceJobs', job(''), job('"schedule": "rate(1 day)"'))]),
        solution(secondName, 'aws-sims', '', [list('batchInferenceJobs', job(schedule))]),
      ),
    ],
  });

export const SCHEDULE_CASES: readonly RuleCase[] = [
  {
    rule: 'schedule',
    what: 'a rate of 0 days',
    valid: withImport('"rate(1 day)"'),
    invalid: withImport('§"rate(0 days)"'),
  },
  {
    rule: 'schedule',
    what: '"delete" with a capital letter',
    valid: withImport('"delete"'),
    invalid: withImport('§"Delete"'),
  },
  {
    rule: 'schedule',
    what: 'a day of the month with a day of the week',
    valid: withImport('{"expression": "cron(0 3 ? * 1 *)"}'),
    invalid: withImport('{"expression": §"cron(0 3 * * 1 *)"}'),
  },
  {
    rule: 'frequent-schedule',
    what: 'a rate of one minute',
    severity: 'warning',
    valid: withImport('"rate(2 minutes)"'),
    invalid: withImport('§"rate(1 minute)"'),
  },
  {
    rule: 'frequent-schedule',
    what: 'a cron expression with runs one minute apart',
    severity: 'warning',
    valid: withImport('{"expression": "cron(0,59 3,5 * * ? *)"}'),
    invalid: withImport('{"expression": §"cron(0,59 3,4 * * ? *)"}'),
  },
  {
    rule: 'unique-task-names',
    what: 'a second schedule with the same task name, as a text',
    valid: jobs('a-3', '"schedule": "rate(1 day)"'),
    invalid: jobs('a-2', '§"schedule": "rate(1 day)"'),
  },
  {
    rule: 'unique-task-names',
    what: 'a second schedule with the same task name, as an object',
    valid: jobs('a-2', '"schedule": "delete"'),
    invalid: jobs('a-2', '§"schedule": {"expression": "rate(1 day)"}'),
  },
  {
    rule: 'time-zone',
    valid: withImport('{"expression": "rate(1 day)", "timezone": "America/New_York"}'),
    invalid: withImport('{"expression": "rate(1 day)", "timezone": §"America/New York"}'),
  },
  {
    rule: 'duration',
    valid: withWorkflow('{"maxAge": "1 week, 2 days"}'),
    invalid: withWorkflow('{"maxAge": §"soon"}'),
  },
];
