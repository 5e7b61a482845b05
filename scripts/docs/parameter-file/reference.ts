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

/** Returns the reference of the parameter file, from its JSON Schema, the rules and the tables of Personalize. */
export function parameterFileReference(): string {
  return `# The parameter file

What can a parameter file contain? One JSON file describes one dataset group. Upload it, after its csv, below \`train/\` in the data bucket, usually
as \`train/<dataset group>/config.json\`. This one has nearly everything; [examples](../examples) has smaller ones:

${json(COMPLETE_FILE)}

A dataset group with a domain has recommenders instead of solutions:

${json(RECOMMENDERS)}

- For completion in editors, begin with \`"$schema"\`: the path of the package's \`docs/parameter-file.schema.json\`, or of a copy, relative to the parameter file. \`init\` writes it.
- The csv of \`train/eu/shop/config.json\` is \`train/eu/shop/interactions.csv\`, or the csv files directly in the folder \`train/eu/shop/interactions/\`: if there are both, the folder counts.
  Parameter files in one folder share its csv. If a later file of the dataset group is in another folder, the csv of that folder count.
  Amazon Personalize reads paths of at most 256 characters (\`s3://<bucket>/\` included), so a file in a deeper folder is refused, and so is one in a folder with control characters in its name.
  Hidden files and folders, whose names begin with a dot, are not uploaded.
  \`apply\` deletes nothing in the bucket, so \`plan\` and \`apply\` warn if a dataset has csv on your machine and others in the bucket, which imports read too.
- A file without \`datasets\` uses those of the existing dataset group. \`plan\` names a required dataset that is missing there; the run fails before it creates
  a resource that needs the dataset.

## Members

\`serviceConfig\` holds [tags](#tags) and the members of a Create request of Personalize, except those that [the workflow supplies](personalize-operations.md#members-of-create-requests).
\`workflowConfig\` has this project's own settings, such as schedules. Names, except of datasets and event trackers, are unique in account and region. Lengths are in characters. Personalize
chooses the value of an omitted member, unless this page names a default. For a campaign, a recommender and the rate of automatic trainings, an omitted member
means this default: another value of an existing resource is updated to it. Without a default, an existing resource keeps its value.

${fileList()}

${sectionChapters()}

${structureChapters()}

## Tags

Up to 50 objects with \`tagKey\` and \`tagValue\` ([formats](#formats)), neither beginning with \`aws:\`; up to 49 for resources that can be deleted, to which the
deployment adds the key \`personalize-mlops\`. Tags at the root apply to each resource without tags of its own; \`"tags": []\` means none. Tags are set at
creation, and not changed later.

## Placeholders

One file can serve development and production: the deployment's values replace placeholders.

- \`\${stage}\`, also within a string (\`"shop-\${stage}"\`), is replaced by the value of \`stage\`. Placeholders in keys, or in the value itself, are not replaced. A value is text: it
  cannot change the structure of the file.
- A string that is one placeholder, as in \`"minProvisionedTPS": "\${tps}"\`, becomes a number, \`true\` or \`false\` where one is needed.
- \`$\${\` is a literal \`\${\`. \`$GENRE\` and \`%{\` stay as they are.

| For | Values come from |
|---|---|
| uploaded files, \`plan\`, \`apply\` | the Terraform variable \`parameter_values\`: a map of strings, at most 1,500 bytes, without \`{{\`. Not for secrets: logs, mails and records show them |
| \`plan --value stage=prod\` | the command: what another value would do. \`apply\` refuses values that the deployment does not have |
| \`validate\`, \`npm run local -- run\` | \`--value NAME=VALUE\`, once for each; as in Terraform, a name that no file uses is an error |

A file in force keeps the values of its upload, also for schedules, \`retry\`, \`versions\` and \`destroy\`. After a change of \`parameter_values\`, upload the file again, as
\`apply\` does, and Terraform with [files of its own](deploy.md#parameter-files-under-terraform). **A changed name makes a new resource.** The old
one stays, serves and is billed: \`plan\` lists it under "Not in the file any more". If the name of the dataset group changes, \`destroy\` removes the old group.

## Schedules

A schedule is an expression, or an object with one:

- \`cron(minutes hours day-of-month month day-of-week year)\` of EventBridge Scheduler: either day-of-month or day-of-week is \`?\`
- \`rate(value unit)\` with minutes, hours or days
- \`delete\`, or none: no schedule

${memberList(membersOf(definition('Schedule')))}

When clocks go forward, a run at a skipped time is left out. When they go back, a run at a repeated time happens only once.

## Durations

Numbers with units: \`6 hours\`, \`1 week, 2 days\`. Units are seconds, minutes, hours, days, weeks, months and years, or \`s\`, \`min\`, \`h\`, \`d\`, \`w\`, \`y\`.

An upload imports changed csv, trains solutions that have no version or whose newest training failed, and runs batch jobs whose input or settings changed. A newer solution version alone repeats no batch
job, unless the job's version is no longer among the ten newest of its solution. With \`maxAge\`, an upload also repeats imports, trainings and batch jobs that are older (no imports
with \`importMode\` INCREMENTAL, which may add the same rows again).

## Avro schemas

A schema is an Avro record with one field per csv column. The record's name identifies the dataset.

${datasetTable()}

Field types are string, int, long, float, double and boolean, or a list of one of them and \`null\`. String fields can be \`"categorical": true\`. One string field
of the items can be \`"textual": true\`, and the field with their titles \`"itemName": true\`. Schemas of items and users can get more fields, if these allow \`null\`. Csv that
already have the new columns are then imported again. Personalize leaves a new column [out of every later training](https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html) (2026-11-29) of solutions and recommenders that exist:
\`plan\` and the notification name them. To train with the column, add a solution with another name, or change \`trainingDataConfig\` of the recommender. Required and reserved names:

${fieldTable()}

## Recipes

Recipes of solutions, without \`arn:aws:personalize:::recipe/\`: the required datasets, what can use a version, UPDATE training, and hyperparameters. An
unknown recipe only causes a warning.

${recipeList()}

Recipes of recommenders in a domain (\`ecomm\`, \`vod\`): the required datasets and the event type.

${useCaseList()}

## Formats

${formatList()}

## Rules

All problems of a file are reported at once, with location, value, rule and what to do. A file with errors is refused. A file with only warnings is accepted, except by \`validate --strict\`. AWS
restrictions are errors, quotas that AWS can raise are warnings ([decision 9](decisions/0009-errors-and-warnings.md)).

${basicRuleList()}
${relationRuleList()}

### Rules of csv

\`validate DIR\`, \`plan\` and \`apply\` check every row (\`--sample N\`: N rows of each file). If they read all rows, they also decide
\`minimumRows\` of csv that \`apply\` would upload; \`validate\` decides \`minimumRows\`, \`maximumUnknownItems\` and, as a warning, \`maximumAge\` of all csv. Before any import of a run, the deployment checks the headers of
all datasets: a missing column or csv ends the run with \`InvalidData\` or \`MissingInput\`, and nothing is imported. If a dataset has \`workflowConfig.checks\`, even if empty, the deployment also
checks the rows of changed csv, and compares them with the rows of the last successful import that was not rejected (if that was incremental, with the rows of its own csv only). The first import of a dataset is compared with
nothing. If \`checks\` are added later, the rows of the last import are counted first; nullable columns that its csv lack count as empty. Until they are counted, \`maximumRowDrop\` and \`maximumNullRise\` need the csv of that import beside the parameter file. If they are gone (replaced csv are kept for [at least three days](deploy.md#retention-in-the-data-bucket), and a file at another key has
other csv), the data are refused, and \`plan\`, \`status GROUP --data\` and the notification say so. Messages name file, line and
column. Values, which may be personal data, are shown only with \`--show-values\`.

${folderRuleList()}
${dataRuleList()}

${dataRuleSources()}

\`minimum-events\`, \`minimum-users\`, \`event-type-names\`, \`same-timestamp\` and \`item-attributes\` are warnings if trainings have other data too (an event tracker, an
incremental import). Rules marked \`(uploads)\` are about data with which trainings fail: \`validate\` and uploads refuse such data, scheduled imports and \`retry\` only report
them. Counts above 8,192 users or items, and above 4,096 values of all columns together, come from a sample. If a share of unknown items or users
is from a sample, it breaks a limit (also maximumUnknownItems) only if it is above the limit by more than two standard errors.
`;
}
