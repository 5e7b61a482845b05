import { EXAMPLES, SMALL_FILE } from './examples';
import { jsonText } from './json-text';
import { definition, membersOf, memberTable } from './members';
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

/** The reference of the parameter file, from its JSON Schema, its rules and the tables of Personalize. */
export function parameterFileReference(): string {
  return text().replaceAll(/\n{3,}/g, '\n\n');
}

function text(): string {
  return `# The parameter file

One JSON file describes one dataset group of Amazon Personalize with everything in it. It is uploaded to a folder below
\`train/\` in the data bucket, \`train/<dataset group>/config.json\` by custom, after the csv files. This is a whole one:

${json(SMALL_FILE)}

\`serviceConfig\` holds members of Personalize's own Create requests, under their own names and within their own limits; \`workflowConfig\`
says when things are done again. Check a file before you upload it:

\`\`\`sh
npx personalize-mlops validate train/films/config.json
\`\`\`

The csv files are read from the folder of the parameter file, whatever it is called: \`train/eu/shop/config.json\` goes with
\`train/eu/shop/interactions.csv\`, or with the csv files in \`train/eu/shop/interactions/\` (not in folders below it, which Personalize leaves out). If the file of a dataset group is
uploaded to another folder, the data there counts from then on. Dataset groups whose files lie in one folder share its csv.

A file without \`datasets\` leaves them to whoever made the dataset group. \`plan\` names a dataset that is needed and missing there; the run
fails before it creates what needs it.

Editors that know JSON Schema complete and explain a file that begins with
\`"$schema": "./node_modules/personalize-mlops/parameter-file/schema.json"\`, or with the path of a copy of
[schema.json](../parameter-file/schema.json).

${fileTable()}

${sectionChapters()}
## Tags

${json(EXAMPLES.tags?.shown)}

Tags at the root of the file are those of every resource that can have tags and has none of its own; \`"tags": []\` means none.
Schemas cannot have tags. Tags are given when a resource is created; they are not changed later.

${memberTable(membersOf(definition('Tag')))}

## Schedules

A schedule is a text or an object:

- \`cron(minutes hours day-of-month month day-of-week year)\`, as EventBridge Scheduler reads it: one of day-of-month and day-of-week is
  \`?\`; \`L\`, \`W\`, \`#\`, names, lists, ranges and steps are possible; years are 1970 to 2199;
- \`rate(value unit)\` with minutes, hours or days;
- \`delete\`, which removes the schedule, as leaving it out does.

${memberTable(membersOf(definition('Schedule')))}

A schedule in a time zone with summer time follows its clocks: a time that spring leaves out does not fire, one that autumn repeats
fires once.

## Durations

A number and a unit, or several of them: \`6 hours\`, \`365 days\`, \`2 weeks\`, \`1 day 12 hours\`, \`1 week, 2 days\`. Units are seconds,
minutes, hours, days, weeks, months and years, also in short: \`s\`, \`min\`, \`h\`, \`d\`, \`w\`, \`y\`.

\`maxAge\` makes an upload do again what finished longer ago, although nothing has changed. For an import it stands at the dataset group,
for trainings at the solution, for a batch job at the job. Without it an upload does only what is new: csv that have changed are
imported, a solution without a version is trained, a batch job runs whose input or settings have changed.

## Avro schemas

A schema is an Avro record with one field for each column of the csv. Its name says for which dataset it is.

${datasetTable()}

Fields have one of the types string, int, long, float, double and boolean, or a list of one and \`null\`. String fields may be
\`"categorical": true\`, one string field of the items \`"textual": true\`, and the one with their titles \`"itemName": true\`.
Names that Personalize requires or reserves have its types:

${fieldTable()}

## Recipes

For \`recipeArn\` of solutions, after \`arn:aws:personalize:::recipe/\`. A recipe that is not listed here is a warning only, so that a new
one needs no release.

${recipeTable()}

For \`recipeArn\` of recommenders, in dataset groups of the domain:

${useCaseTable()}

## Defaults

What a file leaves out, Personalize decides, but for these:

| Member | Default here |
|---|---|
| \`performAutoTraining\` | \`false\`: Personalize would train, and bill, every 7 days by itself |
| \`performIncrementalUpdate\` | \`false\`, for recipes that take it: Personalize would add new items between trainings, and bill that |
| \`trainingMode\` | \`FULL\` |
| \`importMode\` | \`FULL\` |
| \`domain\` of a schema | that of the dataset group |
| \`tags\` | those at the root of the file |
| \`timezone\` of a schedule | \`UTC\` |

\`performAutoML\` is left out whatever it says: the recipe in the file is what counts.

## Rules

Every problem of a file is reported at once, with its place, the value and the name of the rule. An error keeps the file from being
used; a warning does not, unless \`validate --strict\` is asked. First, what every file is held to:

${basicRuleTable()}

Then, what its parts must be to each other:

${ruleTable()}

The command line looks at the csv beside the file, too: \`validate\` at both rules, \`plan\` and \`upload\` at the first one, and at what
the data bucket holds.

${folderRuleTable()}

What AWS refuses for everybody is an error; what AWS may have raised for an account is a warning
([decision 9](decisions/0009-errors-and-warnings.md)). The path of a batch job is a warning too: the name of the bucket is not in the file.

${limitTable()}

## Structures

Objects within the requests, under the names that they have in Personalize's API.

${structureChapters()}`;
}
