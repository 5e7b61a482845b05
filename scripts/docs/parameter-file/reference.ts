import { EXAMPLES, SMALL_FILE } from './examples';
import { jsonText } from './json-text';
import { definition, formatTable, membersOf, memberTable } from './members';
import { fileTable, sectionChapters, structureChapters } from './sections';
import {
  basicRuleTable,
  datasetTable,
  fieldTable,
  folderRuleTable,
  limitTable,
  recipeTable,
  ruleTable,
  useCaseTable,
} from './tables';

const json = (value: unknown) => `\`\`\`json\n${jsonText(value)}\n\`\`\``;

/** The reference of the parameter file, from its JSON Schema, the rules and the tables of Personalize. */
export function parameterFileReference(): string {
  return text().replaceAll(/\n{3,}/g, '\n\n');
}

function text(): string {
  return `# The parameter file

What can a parameter file contain? This reference is generated from the JSON Schema, the rules and the tables of Personalize.

One JSON file describes one dataset group of Amazon Personalize. Upload it, after its csv, below \`train/\` in the data bucket, usually as
\`train/<dataset group>/config.json\`. A complete file:

${json(SMALL_FILE)}

\`serviceConfig\` holds members of Personalize's Create requests, with their names and limits. \`workflowConfig\` says when work is repeated. Check a file
before you upload it:

\`\`\`sh
npx personalize-mlops validate train/films/config.json
\`\`\`

The csv files are read from the folder of the parameter file: \`train/eu/shop/config.json\` uses \`train/eu/shop/interactions.csv\`, or the csv files in
\`train/eu/shop/interactions/\` (not in folders below it, which Personalize does not read). If the file of a dataset group is later uploaded to another
folder, the data there counts. Dataset groups whose files are in one folder share its csv.

A file without \`datasets\` uses those of the existing dataset group. \`plan\` names a required dataset that is missing there; the run fails before it
creates what needs it.

For completion in editors, begin the file with \`"$schema": "./node_modules/personalize-mlops/parameter-file/schema.json"\`, or with the path of a
copy of [schema.json](../parameter-file/schema.json).

${fileTable()}

${sectionChapters()}
## Tags

${json(EXAMPLES.tags?.shown)}

Tags at the root of the file apply to each resource that can have tags and has none of its own; \`"tags": []\` means none. Schemas cannot have
tags. Tags are set at creation and not changed later.

${memberTable(membersOf(definition('Tag')))}

## Schedules

A schedule is a text or an object:

- \`cron(minutes hours day-of-month month day-of-week year)\` in the syntax of EventBridge Scheduler: either day-of-month or day-of-week is \`?\`; \`L\`,
  \`W\`, \`#\`, names, lists, ranges and steps are allowed; years are 1970 to 2199;
- \`rate(value unit)\` with minutes, hours or days;
- \`delete\`, which removes the schedule, as omitting it does.

${memberTable(membersOf(definition('Schedule')))}

In a time zone with daylight saving time, a skipped time does not run, and a repeated time runs once.

## Durations

One or more numbers with units: \`6 hours\`, \`365 days\`, \`2 weeks\`, \`1 day 12 hours\`, \`1 week, 2 days\`. Units are seconds, minutes, hours, days, weeks,
months and years, or \`s\`, \`min\`, \`h\`, \`d\`, \`w\`, \`y\`.

\`maxAge\` makes an upload repeat work that finished longer ago, even if nothing has changed: imports (at the dataset group), trainings (at the
solution) or a batch job (at the job). Without it, an upload imports changed csv, trains solutions without a version, and runs batch jobs
whose input or settings changed.

## Avro schemas

A schema is an Avro record with one field per csv column. Its name identifies the dataset.

${datasetTable()}

Field types are string, int, long, float, double and boolean, or a list of one of them and \`null\`. String fields can be \`"categorical": true\`, one
string field of the items \`"textual": true\`, and the one with their titles \`"itemName": true\`. Required and reserved names have these types:

${fieldTable()}

## Recipes

For \`recipeArn\` of solutions, after \`arn:aws:personalize:::recipe/\`. An unknown recipe is only a warning, so new recipes need no release.

${recipeTable()}

For \`recipeArn\` of recommenders, in dataset groups of the domain:

${useCaseTable()}

## Defaults

Personalize decides what a file omits, except:

| Member | Default here |
|---|---|
| \`performAutoTraining\` | \`false\`: Personalize would train, and bill, every 7 days by itself |
| \`performIncrementalUpdate\` | \`false\`, for recipes that support it: Personalize would add new items between trainings, and bill that |
| \`trainingMode\` | \`FULL\` |
| \`importMode\` | \`FULL\` |
| \`domain\` of a schema | that of the dataset group |
| \`tags\` | those at the root of the file |
| \`timezone\` of a schedule | \`UTC\` |

\`performAutoML\` is always left out: the recipe in the file counts.

## Rules

All problems of a file are reported at once, with location, value and rule. A file with errors is refused; warnings are only refused by
\`validate --strict\`. Basic rules:

${basicRuleTable()}

Rules on the relations between parts:

${ruleTable()}

The command also checks the csv beside the file: \`validate\` both rules, \`plan\` and \`upload\` the first one and what the data bucket holds.

${folderRuleTable()}

AWS restrictions are errors; quotas that AWS may have raised for an account are warnings
([decision 9](decisions/0009-errors-and-warnings.md)). The path of a batch job is a warning too: the file does not contain the bucket's name.

${limitTable()}

## Formats

${formatTable()}

## Structures

Objects in the requests, with the names of Personalize's API.

${structureChapters()}`;
}
