import type { ObjectSection, Section, ServiceConfigSection } from '../../../lib/parameter-file/section';
import { PARAMETER_FILE } from '../../../lib/parameter-file/sections';
import { operationOf } from '../../../lib/personalize/api-model';
import { DATASET_TYPES } from '../../../lib/personalize/dataset-types';
import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import { anchor, chaptersIn, definition, type Member, memberList, membersOf } from './members';

/** Dataset whose chapter describes all datasets. */
const ONE_DATASET = 'interactions';
const ANY_DATASET = '<dataset>';
const DATASETS: readonly string[] = Object.values(DATASET_TYPES).map(({ section }) => section);

/** Returns the top-level members of the file. */
export function fileList(): string {
  const rows = Object.entries(PARAMETER_FILE.members).map(([name, section]): Member => {
    const place = section.kind === 'list' ? `${name}[]` : name;
    const type = isLeaf(section) ? LEAF_TYPES[section.kind as keyof typeof LEAF_TYPES] : link(section, place);
    return { name, required: isRequired(PARAMETER_FILE, name), type, description: section.description };
  });
  return memberList(rows);
}

/** Returns a chapter for each part of the file, outer parts first. */
export function sectionChapters(): string {
  return Object.entries(PARAMETER_FILE.members)
    .filter(([, section]) => !isLeaf(section))
    .flatMap(([name, section]) => chapters(section, name))
    .join('\n\n');
}

/** Returns a chapter for each large structure within the requests. */
export function structureChapters(): string {
  const names = new Set(serviceConfigs(PARAMETER_FILE).flatMap((section) => chaptersIn(requestOf(section))));
  return [...names].map((name) => `### ${name}\n\n${memberList(membersOf(definition(name)))}`).join('\n\n');
}

function chapters(section: Section, path: string): readonly string[] {
  if (section.kind === 'list') return chapters(section.items, `${path}[]`);
  if (section.kind !== 'object') return [];
  const inner = sectionsWithChapter(section);
  return [
    `${path.includes('.') ? '###' : '##'} \`${path}\`\n\n${memberList(rowsOf(section, path))}`,
    ...inner
      .filter(([name]) => !DATASETS.includes(name) || name === ONE_DATASET)
      .flatMap(([name, child]) => chapters(child, `${path}.${DATASETS.includes(name) ? ANY_DATASET : name}`)),
  ];
}

/** Returns all sections that have a chapter, also those inside other objects, each with its path. */
function sectionsWithChapter({ members }: ObjectSection, prefix = ''): readonly (readonly [string, Section])[] {
  return Object.entries(members).flatMap(([member, child]): readonly (readonly [string, Section])[] => {
    if (hasChapter(member, child)) return [[`${prefix}${member}`, child]];
    return child.kind === 'object' ? sectionsWithChapter(child, `${prefix}${member}.`) : [];
  });
}

/** True for lists and datasets. Any other nested object has no chapter: its members are rows in the enclosing chapter. */
function hasChapter(name: string, section: Section): boolean {
  return section.kind === 'list' || DATASETS.includes(name);
}

function rowsOf(section: ObjectSection, path: string, prefix = ''): readonly Member[] {
  return Object.entries(section.members).flatMap(([member, child]): readonly Member[] => {
    const name = `${prefix}${member}`;
    const required = isRequired(section, member);
    const { description } = child;
    if (child.kind === 'tags') return [];
    if (child.kind === 'serviceConfig') return requestRows(child, name, required);
    if (hasChapter(member, child)) {
      const place = child.kind === 'list' ? `${path}.${name}[]` : `${path}.${ANY_DATASET}`;
      // A dataset's own description is left out, because the table of datasets describes its data.
      const text = child.kind === 'list' ? description : '';
      return [{ name, required, type: link(child, place), description: text }];
    }
    if (child.kind === 'object') return rowsOf(child, path, `${name}.`);
    // `maxAge` is described once, in the chapter on durations.
    return [{ name, required, type: leafType(child), description: name.endsWith('maxAge') ? '' : description }];
  });
}

/** Returns rows for the request itself, then for its members. */
function requestRows(section: ServiceConfigSection, name: string, required: boolean): readonly Member[] {
  const { type, own } = section;
  const requests = Object.entries(own).filter(([, child]) => child.kind === 'serviceConfig');
  const schema = requestOf(section);
  const others = Object.entries(schema.properties ?? {}).filter(
    ([member]) => !requests.some(([each]) => each === member),
  );
  return [
    { name, required, type: `\`${RESOURCE_TYPES[type].create}\``, description: '' },
    ...membersOf({ ...schema, properties: Object.fromEntries(others) }, `${name}.`),
    ...requests.flatMap(([member, child]) =>
      child.kind === 'serviceConfig' ? requestRows(child, `${name}.${member}`, false) : [],
    ),
  ];
}

const LEAF_TYPES = {
  schedule: '[schedule](#schedules)',
  duration: '[duration](#durations)',
  tags: '[tags](#tags)',
  text: 'string',
  number: 'number',
  count: 'whole number',
  percentage: 'percentage',
  onViolation: '`fail`, `notify`',
  onIncomplete: '`refuse`, `notify`',
  change: 'number or percentage',
  approval: '`automatic`, `manual`',
  missingMetrics: '`hold`, `promote`',
  onExceeded: '`skip`, `notify`',
  onRemoval: '`keep`, `delete`',
  amount: 'number from 0',
  avroSchema: '[Avro schema](#avro-schemas)',
} as const;

function isLeaf(section: Section): boolean {
  return section.kind in LEAF_TYPES;
}

function leafType({ kind }: Section): string {
  return kind in LEAF_TYPES ? LEAF_TYPES[kind as keyof typeof LEAF_TYPES] : '';
}

function link({ kind }: Section, path: string): string {
  return `[${kind}](#${anchor(path)})`;
}

function isRequired({ required }: ObjectSection, name: string): boolean {
  return required.includes(name);
}

function serviceConfigs(section: Section): readonly ServiceConfigSection[] {
  if (section.kind === 'serviceConfig') return [section];
  if (section.kind === 'list') return serviceConfigs(section.items);
  return section.kind === 'object' ? Object.values(section.members).flatMap(serviceConfigs) : [];
}

function requestOf({ type }: ServiceConfigSection) {
  return definition(operationOf(RESOURCE_TYPES[type].create).input);
}
