import { FOLDER_RULES } from '../../../cli/validate-folder';
import { RULES } from '../../../parameter-file/rules';
import { BASIC_RULES } from '../../../parameter-file/rules/demands';
import { DATASET_TYPES, type FieldRule } from '../../../personalize/dataset-types';
import { LIMITS, type Limit } from '../../../personalize/limits';
import { RECIPES, type Recipe } from '../../../personalize/recipes';
import { plain } from './members';

export function basicRuleTable(): string {
  return table(
    ['Rule', 'Requirement'],
    Object.entries(BASIC_RULES).map(([name, demands]) => [`\`${name}\``, plain(demands)]),
  );
}

export function folderRuleTable(): string {
  return table(
    ['Rule', 'Severity', 'Requirement'],
    Object.entries(FOLDER_RULES).map(([name, { severity, demands }]) => [`\`${name}\``, severity, plain(demands)]),
  );
}

export function ruleTable(): string {
  return table(
    ['Rule', 'Severity', 'Requirement'],
    RULES.map(({ name, severity, demands, warns }) => [
      `\`${name}\``,
      warns === undefined ? severity : 'error or warning',
      plain(warns === undefined ? demands : `${demands} A warning ${warns}`),
    ]),
  );
}

export function limitTable(): string {
  return table(
    ['Limit', 'Maximum', 'On other AWS pages', 'Excess is', 'Source'],
    Object.entries<Limit>(LIMITS).map(([name, { max, otherMax, kind, source }]) => [
      name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      number(max),
      otherMax === undefined ? '' : number(otherMax),
      kind === 'quota' ? 'warning' : 'error',
      `[${source.url.split('/').at(-1)}](${source.url}), ${source.read}`,
    ]),
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

export function datasetTable(): string {
  return table(
    ['Key', 'Data', 'Record name', 'In domain groups', 'Metadata fields'],
    Object.values(DATASET_TYPES).map((info) => [
      `\`${info.section}\``,
      `\`${info.csvName}.csv\` or \`${info.csvName}/*.csv\``,
      `\`${info.recordName}\``,
      info.allowedInDomains ? 'yes' : 'no',
      [...(info.needsMetadata ? ['at least 1'] : []), `up to ${info.maxMetadataFields}`].join(', '),
    ]),
  );
}

const GROUPS = { CUSTOM: 'custom', ECOMMERCE: 'ECOMMERCE', VIDEO_ON_DEMAND: 'VIDEO_ON_DEMAND' } as const;

export function fieldTable(): string {
  return table(
    ['Dataset', 'Group', 'Required', 'Reserved'],
    Object.values(DATASET_TYPES).flatMap(({ section, allowedInDomains, fields }) =>
      Object.entries(GROUPS)
        .filter(([group]) => allowedInDomains || group === 'CUSTOM')
        .map(([group, title]) => {
          const { required, reserved } = fields[group as keyof typeof GROUPS];
          return [`\`${section}\``, title, required.map(fieldText).join(', '), reserved.map(fieldText).join(', ')];
        }),
    ),
  );
}

function fieldText({ name, types, nullable, categorical, textual }: FieldRule): string {
  const notes = [
    types.join(' or '),
    ...(nullable ? ['null allowed'] : []),
    ...(categorical ? ['`categorical`'] : []),
    ...(textual ? ['`textual` possible'] : []),
  ];
  return `${name} (${notes.join(', ')})`;
}

export function recipeTable(): string {
  const custom = [...RECIPES.values()].filter(({ domain }) => domain === undefined);
  return table(
    ['Recipe', 'Datasets', 'Training', 'Campaign', 'Batch inference', 'Batch segments', 'Hyperparameters'],
    custom.map((recipe) => [
      `\`${recipe.name}\``,
      recipe.needs.join(', '),
      recipe.trainingModes.join(', '),
      yes(recipe.campaign),
      yes(recipe.batchInference) + (recipe.themes ? ', themes' : ''),
      yes(recipe.batchSegment),
      hyperparameters(recipe),
    ]),
  );
}

export function useCaseTable(): string {
  const ofDomains = [...RECIPES.values()].filter(({ domain }) => domain !== undefined);
  return table(
    ['Use case', 'Domain', 'Datasets', 'Event type'],
    ofDomains.map(({ name, domain = '', needs, eventType = '' }) => [
      `\`${name}\``,
      domain,
      needs.join(', '),
      eventType,
    ]),
  );
}

function hyperparameters({ hyperparameters: known }: Recipe): string {
  if (known === undefined) return 'not checked';
  return Object.entries(known)
    .map(([name, parameter]) =>
      parameter.kind === 'categorical'
        ? `${name} (${parameter.values.join(' or ')})`
        : `${name} (${parameter.min} to ${parameter.max})`,
    )
    .join(', ');
}

function yes(supported: boolean): string {
  return supported ? 'yes' : 'no';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
