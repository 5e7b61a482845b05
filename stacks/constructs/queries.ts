import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import { Construct } from 'constructs';
import type { Deployment } from './deployment';

export interface QueriesProps {
  readonly deployment: Deployment;
  /** Names of the functions' log groups. */
  readonly logGroupNames: readonly string[];
}

/** Frequent queries, by their names in CloudWatch Logs Insights. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  errors: [
    'fields @timestamp, service, runId, message, error.message, reason',
    'filter level in ["ERROR", "CRITICAL"] or @message like /Task timed out|Runtime\\.ExitError/',
    'sort @timestamp desc',
    'limit 200',
  ],
  'one-run': [
    'fields @timestamp, service, message, reason, arn',
    '# Put the id of the run, as its notification has it, in place of RUN',
    'filter runId = "RUN"',
    'sort @timestamp asc',
    'limit 1000',
  ],
  'runs-by-day': [
    'filter service = "end-run" and message = "Run ends"',
    'stats count(*) as runs, sum(ispresent(error)) as failed by bin(1d)',
  ],
  'waits-on-personalize': [
    'filter service = "ensure-resources" and ispresent(reason)',
    'stats count(*) as polls, max(@timestamp) as last by runId, reason',
    'sort polls desc',
    'limit 100',
  ],
  'refused-parameter-files': [
    'filter service = "upload" and message = "Refused: parameter file"',
    'fields @timestamp, object.key, description',
    'sort @timestamp desc',
    'limit 50',
  ],
  'calls-to-functions': [
    'filter @type = "REPORT"',
    'stats count(*) as calls, avg(@duration) as milliseconds, max(@maxMemoryUsed / 1e6) as megabytes by @log',
    'sort calls desc',
  ],
};

/** Saved queries over the logs of all functions. */
export class Queries extends Construct {
  constructor(scope: Construct, id: string, { deployment, logGroupNames }: QueriesProps) {
    super(scope, id);
    for (const [name, lines] of Object.entries(QUERIES)) {
      new CloudwatchQueryDefinition(this, name, {
        // The part before the slash becomes a folder in the console.
        name: `${deployment.settings.name}/${name}`,
        queryString: lines.map((line, index) => (index === 0 || line.startsWith('#') ? line : `| ${line}`)).join('\n'),
        logGroupNames: [...logGroupNames],
      });
    }
  }
}
