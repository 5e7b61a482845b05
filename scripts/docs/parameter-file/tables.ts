import { FOLDER_RULES } from '../../../cli/validate-folder';
import { RULES } from '../../../lib/parameter-file/rules';
import { BASIC_RULES } from '../../../lib/parameter-file/rules/rule-texts';
import { DATA_RULES, type DataRuleInfo } from '../../../lib/personalize/data-rules/rules';
import { DATASET_TYPES, type FieldRule } from '../../../lib/personalize/dataset-types';
import { RECIPES, type Recipe } from '../../../lib/personalize/recipes';
import { plain, table } from './markdown';

export function folderRuleList(): string {
  return ruleList(Object.entries(FOLDER_RULES).map(([name, rule]) => ({ name, ...rule })));
}

export function dataRuleList(): string {
  return ruleList(Object.entries<DataRuleInfo>(DATA_RULES).map(([name, rule]) => ({ name, ...rule })));
}

/** Returns links to the pages from which the rules come, each with the date on which it was read. */
export function dataRuleSources(): string {
  const sources = new Map(Object.values<DataRuleInfo>(DATA_RULES).map(({ source: { url, read } }) => [url, read]));
  const links = [...sources].map(
    ([url, read]) => `[${url.replace(/\/issues\//, '#').replace(/^.*\/|\.(?:html|md)$/g, '')}](${url}) (${read})`,
  );
  return `Sources: ${links.join(', ')}.`;
}

export function basicRuleList(): string {
  return ruleList(Object.entries(BASIC_RULES).map(([name, demands]) => ({ name, demands })));
}

export function relationRuleList(): string {
  return ruleList(RULES);
}

interface ListedRule {
  readonly name: string;
  readonly demands: string;
  readonly severity?: 'error' | 'warning';
  readonly isForUploads?: boolean;
  readonly warns?: string;
}

/** Lists rules. Rules with the same requirement share a line. */
function ruleList(rules: readonly ListedRule[]): string {
  const names = new Map<string, readonly string[]>();
  for (const { name, severity, isForUploads, demands, warns } of rules) {
    const text = warns === undefined ? plain(demands) : `${plain(demands)} A warning ${plain(warns)}`;
    names.set(text, [
      ...(names.get(text) ?? []),
      `\`${name}\`${severity === 'warning' ? ' (warning)' : isForUploads ? ' (uploads)' : ''}`,
    ]);
  }
  return [...names].map(([text, sharing]) => `- ${sharing.join(', ')}: ${text}`).join('\n');
}

export function datasetTable(): string {
  return table(
    ['Key', 'Data', 'Record name', 'In domain groups', 'Metadata fields'],
    Object.values(DATASET_TYPES).map((info) => [
      `\`${info.section}\``,
      `\`${info.csvName}.csv\``,
      `\`${info.recordName}\``,
      info.allowedInDomains ? 'yes' : 'no',
      `${info.needsMetadata ? 1 : 0}–${info.maxMetadataFields}`,
    ]),
  );
}

const GROUPS = { CUSTOM: 'custom', ECOMMERCE: 'ECOMMERCE', VIDEO_ON_DEMAND: 'VIDEO_ON_DEMAND' } as const;

/** Returns a table of fields. Groups with the same fields share a row. */
export function fieldTable(): string {
  const rows = Object.values(DATASET_TYPES).flatMap(({ section, allowedInDomains, fields }) => {
    const groups = new Map<string, readonly string[]>();
    for (const [group, title] of Object.entries(GROUPS)) {
      if (!allowedInDomains && group !== 'CUSTOM') continue;
      const { required, reserved } = fields[group as keyof typeof GROUPS];
      const cells = `${fieldsText(required)} | ${fieldsText(reserved)}`;
      groups.set(cells, [...(groups.get(cells) ?? []), title]);
    }
    return [...groups].map(([cells, titles]) => [`\`${section}\``, titles.join(', '), cells]);
  });
  return table(['Dataset', 'Group', 'Required | Reserved'], rows).replace('|---|---|---|', '|---|---|---|---|');
}

/** Describes fields. Fields of the same type share a text. */
function fieldsText(fields: readonly FieldRule[]): string {
  const types = new Map<string, readonly string[]>();
  for (const field of fields) types.set(typeOf(field), [...(types.get(typeOf(field)) ?? []), field.name]);
  return [...types].map(([type, names]) => `${names.join(', ')} (${type})`).join('; ');
}

function typeOf({ types, nullable, categorical, textual }: FieldRule): string {
  return [
    types.join(' or '),
    ...(nullable ? ['null allowed'] : []),
    ...(categorical ? ['`categorical`'] : []),
    ...(textual ? ['`textual` possible'] : []),
  ].join(', ');
}

export function recipeList(): string {
  return [...RECIPES.values()]
    .filter(({ domain }) => domain === undefined)
    .map((recipe) => {
      const uses = [usesOf(recipe).join(', '), hyperparameters(recipe)].filter((text) => text !== '');
      return `- \`${recipe.name}\` (${recipe.needs.join(', ')}): ${uses.join('; ')}`;
    })
    .join('\n');
}

/** Lists the uses of a recipe besides a full training. */
function usesOf({ campaign, batchInference, batchSegment, themes, trainingModes }: Recipe): readonly string[] {
  return [
    ...(campaign ? ['campaign'] : []),
    ...(batchInference ? ['inference'] : []),
    ...(batchSegment ? ['segments'] : []),
    ...(themes ? ['themes'] : []),
    ...trainingModes.filter((mode) => mode !== 'FULL'),
  ];
}

export function useCaseList(): string {
  return [...RECIPES.values()]
    .filter(({ domain }) => domain !== undefined)
    .map(({ name, needs, eventType }) => {
      const type = eventType === undefined ? '' : `: ${eventType}`;
      return `- \`${name}\` (${needs.join(', ')})${type}`;
    })
    .join('\n');
}

function hyperparameters({ hyperparameters: known }: Recipe): string {
  if (known === undefined) return 'hyperparameters not checked';
  return Object.entries(known)
    .map(([name, parameter]) =>
      parameter.kind === 'categorical'
        ? `${name} (${parameter.values.join(' or ')})`
        : `${name} (${parameter.min}–${parameter.max})`,
    )
    .join(', ');
}
