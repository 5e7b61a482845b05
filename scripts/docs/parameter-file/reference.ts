import { COMPLETE_FILE, RECOMMENDERS } from './examples';
import { jsonText } from './json-text';
import { definition, formatList, memberList, membersOf } from './members';
import { fileList, sectionChapters, structureChapters } from './sections';
import {
  basicRuleList,
  dataRuleList,
  dataRuleSources,
  datasetTable,
  fieldTable,
  folderRuleList,
  recipeList,
  relationRuleList,
  useCaseList,
} from './tables';

const json = (value: unknown) => `\`\`\`json\n${jsonText(value)}\n\`\`\``;

/** The reference of the parameter file, from its JSON Schema, the rules and the tables of Personalize. */
export function parameterFileReference(): string {
  return `# The parameter file

What can a parameter file contain? This reference is generated from the JSON Schema, the rules and the tables of Personalize.

One JSON file describes one dataset group. Upload it, after its csv, below \`train/\` in the data bucket, usually as
\`train/<dataset group>/config.json\`. This one has nearly everything; [examples](../examples) has smaller ones:

${json(COMPLETE_FILE)}

In a dataset group with a domain, recommenders take the place of solutions:

${json(RECOMMENDERS)}

For completion in editors, begin a file with \`"$schema": "./node_modules/personalize-mlops/parameter-file/schema.json"\`, or the path of a copy of
[schema.json](../parameter-file/schema.json).

The csv of \`train/eu/shop/config.json\` is beside it: \`train/eu/shop/interactions.csv\`, or the csv files in \`train/eu/shop/interactions/\`, not
below it. If a later file of the dataset group is in another folder, the data there counts. Files in one folder share its csv.

A file without \`datasets\` uses those of the existing dataset group, so some errors are only warnings. \`plan\` names a required dataset that is missing there;
the run fails before it creates what needs it.

## Members

\`serviceConfig\` holds members of a Create request of Personalize, without those that the workflow supplies, and, except that of a schema, [tags](#tags).
\`workflowConfig\` says when work is repeated. Lengths are in characters. Personalize decides what a file omits, unless a default is named.

${fileList()}

${sectionChapters()}

${structureChapters()}

## Tags

Up to 50 objects with \`tagKey\` ([TagKey](#formats)) and \`tagValue\` ([TagValue](#formats)), neither beginning with \`aws:\`. Tags at the root apply to
each resource without tags of its own; \`"tags": []\` means none. Tags are set at creation and not changed later.

## Placeholders

Values of the deployment take the place of placeholders, so that one file serves development and production. They are written as in Terraform:

- \`\${stage}\` in any string, also within it (\`"shop-\${stage}"\`), is replaced by the value of \`stage\`, once. Keys are not, and there are no expressions. A value
  is text: it cannot change the structure of the file.
- A string that is one placeholder, as in \`"minProvisionedTPS": "\${tps}"\`, becomes a number, \`true\` or \`false\` where one is needed.
- \`$\${\` is a literal \`\${\`. \`$GENRE\` and \`%{\` stay as they are.
- A placeholder without a value is an error, which names it, its place and the known names.

Values are checked as if they were in the file, and problems are at the placeholder. Where they come from:

- **uploaded files**: the Terraform variable \`parameter_values\` of the deployment, a map of strings of at most 1,500 bytes. It is no place for secrets: logs, mails and
  records show the values;
- \`plan\` and \`apply\`: the deployment as well. With \`--value stage=prod\`, \`plan\` shows what another value would do, and says so; \`apply\` refuses values that the
  deployment does not have;
- \`validate\` and \`npm run local -- run\`: \`--value NAME=VALUE\`, once for each.

An accepted file keeps the values of its upload, which its record and notifications name: schedules, \`retry\`, \`versions\` and \`destroy\` use them. After a change of
\`parameter_values\`, upload the file again; \`apply\` does, and so does Terraform with [files of its own](deploy.md#parameter-files-under-terraform). **A resource whose
name a value changes is a new resource**, and the old one stays, served and billed: \`plan\` lists it as unmanaged, or, if the name of the dataset group changes, \`destroy\`
removes that.

## Schedules

A schedule is an expression, or an object with one:

- \`cron(minutes hours day-of-month month day-of-week year)\` of EventBridge Scheduler: either day-of-month or day-of-week is \`?\`; \`L\`,
  \`W\`, \`#\`, names, lists, ranges and steps are allowed;
- \`rate(value unit)\` with minutes, hours or days;
- \`delete\`, or none: no schedule.

${memberList(membersOf(definition('Schedule')))}

With daylight saving time, a skipped time does not run, and a repeated time runs once.

## Durations

One or more numbers with units: \`6 hours\`, \`365 days\`, \`1 week, 2 days\`. Units are seconds, minutes, hours, days, weeks, months and years, or \`s\`,
\`min\`, \`h\`, \`d\`, \`w\`, \`y\`.

\`maxAge\` makes an upload repeat older work even if nothing has changed: imports, trainings or a batch job. Without it, an upload imports changed
csv, trains solutions without a version, and runs batch jobs whose input or settings changed.

## Avro schemas

A schema is an Avro record with one field per csv column. Its name identifies the dataset.

${datasetTable()}

Field types are string, int, long, float, double and boolean, or a list of one of them and \`null\`. String fields can be \`"categorical": true\`, one
string field of the items \`"textual": true\`, and the one with their titles \`"itemName": true\`. Required and reserved names have these types:

${fieldTable()}

## Recipes

For \`recipeArn\` of solutions, after \`arn:aws:personalize:::recipe/\`: the required datasets, what can use a version, UPDATE training, and hyperparameters. An
unknown recipe is only a warning, so new recipes need no release.

${recipeList()}

For recommenders of the domains ECOMMERCE (\`ecomm\`) and VIDEO_ON_DEMAND (\`vod\`): the required datasets and the event type.

${useCaseList()}

## Formats

${formatList()}

## Rules

All problems of a file are reported at once, with location, value and rule. A file with errors is refused; warnings only by \`validate --strict\`.
Basic rules:

${basicRuleList()}

Rules on the relations between parts:

${relationRuleList()}

On the csv beside the file (\`plan\` and \`apply\` count what the data bucket holds, too):

${folderRuleList()}

### Rules of csv

\`validate DIR\`, \`plan\` and \`apply\` check every row (\`--sample N\`: N rows of each file). Before each import, the deployment checks the headers:
missing columns end the run with \`InvalidData\`, and no import is started. With \`workflowConfig.checks\`, even if empty, a dataset's rows are checked
there too, and compared with those of the last accepted import (of an incremental one: with its csv alone), if they have changed. Messages name file, line and column; values, which may be
personal data, only with \`--show-values\`.

${dataRuleList()}

If trainings have other data too (an event tracker, an incremental import), the rules \`minimum-events\` and \`minimum-users\` are warnings.
So is \`minimum-users\` near its limit if there are more than 50,000 users, who are then counted from a sample.
Sources: ${dataRuleSources()}.

## Errors and warnings

AWS restrictions are errors; quotas that AWS may have raised for an account are warnings ([decision 9](decisions/0009-errors-and-warnings.md)). The path of a batch
job is a warning too: the file does not contain the bucket's name. Messages name the source of a limit.
`;
}
