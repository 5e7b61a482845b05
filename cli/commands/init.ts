import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Schedule } from '../../lib/parameter-file/leaves';
import type { Problem } from '../../lib/parameter-file/problem';
import { ruleText } from '../../lib/parameter-file/rules/rule-texts';
import type { ChecksSection } from '../../lib/parameter-file/sections';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import type { CsvFile } from '../../lib/personalize/data-rules/check-dataset';
import { DATASET_TYPES, type Domain } from '../../lib/personalize/dataset-types';
import { printable, show } from '../../lib/text/format';
import { checkCsvFiles, describeDataset, isSound, localCsv } from '../check-data';
import { WrongUsage } from '../failure';
import { filesBelow, hasFile, isFile } from '../files-below';
import { chooseBaseline } from '../init/baseline';
import { areChecksWanted, describeChecks, proposedChecks } from '../init/checks';
import { inferSchema } from '../init/infer-schema';
import { modelSections } from '../init/models';
import { chooseName } from '../init/name';
import { chooseRecipes } from '../init/recipe';
import { chooseSchedules, type InitScheduleOptions, type InitSchedules } from '../init/schedules';
import { writeWhole } from '../out-file';
import { Output } from '../output';
import { printProblems } from '../print-problems';
import { argument } from '../shell-text';
import { readSource } from '../source';

export interface InitOptions extends InitScheduleOptions {
  readonly name?: string;
  readonly recipe?: readonly string[];
  readonly domain?: Domain;
  /**
   * True to add a baseline: a solution that new versions of comparable solutions must beat. Default: asks in a terminal;
   * without a terminal, adds none.
   */
  readonly baseline?: boolean;
  /** True to add limits for later csv. Default: asks in a terminal; without a terminal, adds none. */
  readonly checks?: boolean;
  readonly force: boolean;
}

/**
 * Path of the JSON Schema in the package. The path is also correct for the bundled command. Parameter files refer to
 * the schema by a relative path.
 */
const SCHEMA = resolve(__dirname, '../../docs/parameter-file.schema.json');

const TRAINED_AT_ONCE =
  '. It trains at the same time as the solutions that are compared with it: let it train hours before them, and after the import, or their versions are held.';

function isAtOnce({ baseline, full }: InitSchedules): boolean {
  return isDeepStrictEqual(baseline, full);
}

/**
 * @returns exit status: 1 if the csv give no valid parameter file, or cannot be imported as they are
 * @throws WrongUsage if the folder does not exist or has no csv of a dataset, for wrong options, and if there is a parameter file already
 * @throws CliFailure if a csv cannot be read or its header is wrong, or if a question is answered with Ctrl-C
 */
export async function init(folder: string, options: InitOptions): Promise<number> {
  const { recipe, domain, force, json } = options;
  const output = new Output(json);
  if (!existsSync(folder) || isFile(folder))
    throw new WrongUsage(`${folder} is not a folder.`, 'Create it, and put interactions.csv into it.');
  const group = await chooseName(options.name, options);
  const { place, datasets } = await findCsv([folder, join(folder, 'train', group)]);
  const path = join(place, 'config.json');
  if (hasFile(path) && !force) throw new WrongUsage(`${path} exists already.`, 'To replace it, pass --force.');
  const { recipes: chosen, reason } = chooseRecipes(datasets, recipe, domain);
  const baseline = await chooseBaseline(chosen, options.baseline, options);
  const recipes = [...new Set([...chosen, ...(baseline === undefined ? [] : [baseline])])];
  const groupDomain = domain ?? recipes.find((each) => each.domain !== undefined)?.domain;
  const schedules = await chooseSchedules(options);
  const models = modelSections(group, recipes, baseline, schedules);
  const file = await parameterFile({ place, group, csv: datasets, imports: schedules.import, models }, groupDomain);
  const { valid, problems } = validateParameterFile(textOf(file));
  if (!valid) {
    // All names are made from the group's name. So if names are invalid, the first of these problems is enough.
    const [ofName] = problems.filter(({ path: place }) => place.endsWith('/serviceConfig/name'));
    for (const problem of ofName === undefined ? problems : [ofName])
      output.line(describeProblem(problem, datasets, file.datasets));
    output.line(`Nothing was written: ${ofName === undefined ? remedyOf(problems) : 'change --name'}.`);
    output.document([{ file: path, valid, problems }]);
    return 1;
  }
  await writeWhole(path, textOf(file));
  output.line(`${output.colors.green('+')} ${printable(path)}`);
  const names = recipes.map((each) => each.name);
  output.line(`${chosen.length === 1 ? 'Recipe' : 'Recipes'} ${chosen.map((each) => each.name).join(', ')}: ${reason}`);
  if (baseline !== undefined) output.line(`Baseline: ${baseline.name}${isAtOnce(schedules) ? TRAINED_AT_ONCE : ''}`);
  const source = await readSource(path);
  for (const parameterFile of source.parameterFiles)
    printProblems(output, path, parameterFile.content, parameterFile.problems);
  const checked = await checkCsvFiles(source, { showValues: false }, output);
  for (const dataset of checked) output.line(describeDataset(dataset));
  const isUsable = checked.every(isSound);
  const proposals = isUsable ? checked.map((each) => proposedChecks(each, source.now)) : [];
  if (proposals.length > 0) output.section(['Proposed checks of later csv:', ...proposals.map(describeChecks)]);
  const isChecking = isUsable && (await areChecksWanted(options.checks, options));
  if (isChecking) {
    for (const { info } of datasets) {
      const proposed = proposals.find(({ dataset }) => dataset === info.csvName);
      const section = file.datasets[info.section];
      if (proposed && section) section.workflowConfig = { checks: proposed.checks };
    }
    await writeWhole(path, textOf(file));
  }
  if (isUsable)
    output.line(
      isChecking
        ? 'These checks are in the file.'
        : 'The file has no checks. To add these, run `init` again with --force --checks.',
    );
  output.document({ file: path, recipes: names, reason, data: checked, checks: isChecking ? proposals : [] });
  if (!isUsable) {
    output.line(`Correct the csv, then check them with:\n  personalize-mlops validate ${argument(folder)}`);
    if (options.checks !== false)
      output.line(
        'The file has no checks yet. To add them, run `init` again with --force --checks once the csv are valid.',
      );
    return 1;
  }
  output.line('Trainings, campaigns and recommenders are billed: `plan` shows how much. Check the file, then run:');
  for (const command of ['plan', 'apply']) output.line(`  personalize-mlops ${command} ${argument(folder)}`);
  return 0;
}

const textOf = (file: object) => `${JSON.stringify(file, undefined, 2)}\n`;

type LocalDatasets = Awaited<ReturnType<typeof findCsv>>['datasets'];

/**
 * The first of the folders that has csv of datasets, and these csv.
 * @throws WrongUsage if no folder has csv of datasets
 */
async function findCsv(places: readonly string[]) {
  const types = Object.values(DATASET_TYPES);
  for (const place of places) {
    const all = await Promise.all(types.map(async (info) => ({ info, files: await csvOf(join(place, info.csvName)) })));
    const datasets = all.filter(({ files }) => files.length > 0);
    if (datasets.length > 0) return { place, datasets };
  }
  const others = await Promise.all(places.map((place) => readdir(place).catch(() => [])));
  const stray = others.flat().filter((name) => /\.csv$/i.test(name));
  throw new WrongUsage(
    `No csv of a dataset found in ${places.join(' or ')}${stray.length > 0 ? `; the csv there belong to no dataset: ${printable(stray.join(', '))}` : ''}.`,
    `Name them ${types.map(({ csvName }) => `${csvName}.csv`).join(', ')}, or put them into folders of these names.`,
  );
}

/** The csv in the folder `place` or, if it has none, the csv file `<place>.csv` beside it. */
async function csvOf(place: string): Promise<readonly CsvFile[]> {
  const inside = (await filesBelow(place)).filter((file) => /^[^/]*\.csv$/.test(file)).map((file) => join(place, file));
  const paths = inside.length > 0 ? inside : [`${place}.csv`].filter(hasFile);
  return Promise.all(paths.map(localCsv));
}

interface DatasetSection {
  dataset: object;
  schema: { serviceConfig: { name: string; schema: AvroSchema } };
  workflowConfig?: { checks: ChecksSection };
}

type Datasets = Record<string, DatasetSection>;
type AvroSchema = Awaited<ReturnType<typeof inferSchema>>;

/** Describes a problem of the generated file by the csv file and column that cause it. */
function describeProblem({ path, rule, message, hint }: Problem, csv: LocalDatasets, datasets: Datasets): string {
  const [, section = '', index] = /^\/datasets\/(\w+)\/schema(?:\/.*\/fields\/(\d+))?/.exec(path) ?? [];
  const file = csv.find(({ info }) => info.section === section)?.files[0]?.name;
  const column = datasets[section]?.schema.serviceConfig.schema.fields[Number(index)]?.name;
  const text = column === undefined ? message : `Column ${show(column)} of the header: ${ruleText(rule) ?? message}`;
  return `${file === undefined ? '' : `${printable(file)}: `}${text}${hint === undefined ? '' : ` ${hint}`} (${rule})`;
}

/** What to change so that the generated file becomes valid. */
function remedyOf(problems: readonly Problem[]): string {
  if (problems.some(({ path }) => path.startsWith('/datasets/'))) return 'change the header of the csv, or the options';
  return 'choose another --recipe or --domain, add the csv that it needs, or write the parameter file without init';
}

interface Contents {
  readonly place: string;
  readonly group: string;
  readonly csv: LocalDatasets;
  readonly imports: Schedule;
  readonly models: object;
}

async function parameterFile({ place, group, csv, imports, models }: Contents, domain?: Domain) {
  const datasets: Datasets = {};
  for (const { info, files } of csv) {
    const name = `${group}-${info.csvName}`;
    const schema = await inferSchema(files, info, domain);
    datasets[info.section] = { dataset: { serviceConfig: { name } }, schema: { serviceConfig: { name, schema } } };
  }
  return {
    $schema: relative(place, SCHEMA).split(sep).join('/'),
    datasetGroup: {
      serviceConfig: { name: group, ...(domain && { domain }) },
      // Without this schedule, csv that are uploaded later would not be imported before the next upload of the
      // parameter file.
      workflowConfig: { schedules: { import: imports } },
    },
    datasets,
    ...models,
  };
}
