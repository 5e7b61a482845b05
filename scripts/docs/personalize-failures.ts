import type { DataRule } from '../../lib/personalize/data-rules/rules';

/** A failure of Personalize that is publicly known. */
interface Failure {
  /** What Personalize says, as Markdown. */
  readonly says: string;
  /** Rules of csv that find the cause before Personalize does. */
  readonly rules?: readonly DataRule[];
  /** Other checks that find the cause, or limits of the rules, as Markdown. */
  readonly note?: string;
  /** Where the failure is documented or reported, as Markdown. */
  readonly source: string;
}

const GUIDE = '[guide](https://docs.aws.amazon.com/personalize/latest/dg/error-messages.html)';
const GUIDE_OF_2023 =
  '[guide, 2023](https://github.com/awsdocs/amazon-personalize-developer-guide/blob/main/doc_source/analyzing-data.md)';

/** Known failures, by the resources that fail. All sources were read on 2026-11-29. */
const FAILURES: Readonly<Record<string, readonly Failure[]>> = {
  Imports: [
    {
      says: '`Input CSV is missing the following columns:[…]`',
      rules: ['missing-column'],
      note: 'also before each import',
      source: GUIDE,
    },
    {
      says: '`Length cannot be more than … characters for …`',
      rules: ['id-length', 'value-length', 'line-break', 'unescaped-quote'],
      note: 'the last two rules find rows that are not read as they were meant',
      source: GUIDE,
    },
    {
      says: '`Insufficient privileges for accessing data in Amazon S3`',
      note: 'the roles and the bucket policy of the stack',
      source: GUIDE,
    },
    { says: '`Invalid Data location.`', note: 'the deployment writes the paths', source: GUIDE },
    {
      says: '`More than 5 resources with PENDING or IN_PROGRESS status.`',
      note: 'runs wait for the quota',
      source: GUIDE,
    },
  ],
  'Solution versions and recommenders': [
    {
      says: '`Dataset has fewer than 25 users with at least 2 interactions each.`',
      rules: ['minimum-users'],
      source: GUIDE,
    },
    {
      says: '`Dataset has fewer than 1000 interactions after filtering by event type: …`',
      rules: ['minimum-events'],
      source: `${GUIDE}, [retail-demo-store#562](https://github.com/aws-samples/retail-demo-store/pull/562)`,
    },
    {
      says: '`All values in the event_type column are either reserved keywords or null`',
      rules: ['event-type-names'],
      note: 'for the reserved words that are known',
      source: '[amazon-personalize-samples#142](https://github.com/aws-samples/amazon-personalize-samples/issues/142)',
    },
    {
      says: '`Did not find any attribute to train on. There may not be any attribute in the items dataset, or all attribute values either have same or all distinct values.`',
      rules: ['item-attributes'],
      note: 'not if recent interactions are few, as in that thread',
      source: '[retail-demo-store#393](https://github.com/aws-samples/retail-demo-store/issues/393)',
    },
    {
      says: '`The Interactions dataset has more than 10 unique event types, which will cause model training to fail.` (console)',
      rules: ['event-type-count'],
      source: GUIDE_OF_2023,
    },
    {
      says: '`The Interactions dataset has the same timestamp for all records.` (console: with a USER_SEGMENTATION recipe, training will fail)',
      rules: ['same-timestamp'],
      source: GUIDE_OF_2023,
    },
  ],
  'Campaigns, batch jobs and filters': [
    {
      says: '`Cannot create a campaign. More than 5 resources in ACTIVE state. Please delete some and try again.`',
      note: "`plan`, from the account's quotas",
      source: GUIDE,
    },
    {
      says: '`Invalid S3 input path`, `Invalid S3 output path`',
      note: 'the deployment writes the paths',
      source: GUIDE,
    },
    { says: '`Placeholders are not allowed with NOT_IN operator.`', note: 'rules of filters', source: GUIDE },
    { says: '`Invalid Expression…` on boolean fields', note: 'rules of filters', source: GUIDE },
  ],
};

/** docs/personalize-failures.md, without the note on its origin. */
export function failuresDocument(): string {
  return `# Failures of Amazon Personalize

Which failures are publicly known, and what finds them before Amazon Personalize does? For each, the tables name the rule of the [parameter file](parameter-file.md#rules) or of
[csv](parameter-file.md#rules-of-csv), and the source (read on 2026-11-29).

${Object.entries(FAILURES).map(chapter).join('\n\n')}

Messages are shortened to what is the same each time. The guide of 2023 is a mirror. Only the beginning of today's page could be read; it says the same. No public message was
found for items with too few interactions, times in the future, or ids that only one dataset has, so these cause a warning, or no rule is about them.
`;
}

function chapter([title, failures]: readonly [string, readonly Failure[]]): string {
  return `${title}:

| Amazon Personalize says | Found before by | Source |
|---|---|---|
${failures.map(({ says, rules = [], note, source }) => `| ${says} | ${foundBy(rules, note)} | ${source} |`).join('\n')}`;
}

function foundBy(rules: readonly DataRule[], note: string | undefined): string {
  return [...rules.map((rule) => `\`${rule}\``), ...(note === undefined ? [] : [note])].join(', ');
}
