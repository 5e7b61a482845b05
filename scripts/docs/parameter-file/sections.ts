import type { ObjectSection, Section, ServiceConfigSection } from '../../../parameter-file/section';
import { PARAMETER_FILE } from '../../../parameter-file/sections';
import { operationOf } from '../../../personalize/api-model';
import { DATASET_TYPES } from '../../../personalize/dataset-types';
import { RESOURCE_TYPES } from '../../../personalize/resource-types';
import { EXAMPLES } from './examples';
import { jsonText } from './json-text';
import { anchor, definition, type Member, membersOf, memberTable, plain, structuresIn } from './members';

/** The dataset that represents all of them. */
const ONE_DATASET = 'interactions';
const ANY_DATASET = '<dataset>';

/** A chapter for each part of the file, outer parts first. */
export function sectionChapters(): string {
  return Object.entries(PARAMETER_FILE.members)
    .filter(([, section]) => !isLeaf(section))
    .map(([name, section]) => chapter(section, name))
    .join('\n');
}

/** A chapter for each structure within the requests. */
export function structureChapters(): string {
  const found = new Set<string>();
  for (const section of serviceConfigs(PARAMETER_FILE)) {
    for (const schema of Object.values(definition(requestName(section)).properties ?? {})) {
      structuresIn(schema, found);
    }
  }
  for (const section of serviceConfigs(PARAMETER_FILE)) found.delete(requestName(section));
  return [...found]
    .sort()
    .map((name) => `### ${name}\n\n${memberTable(membersOf(definition(name)))}\n`)
    .join('\n');
}

/** The top-level members of the file. */
export function fileTable(): string {
  return memberTable(sectionMembers(PARAMETER_FILE, ''));
}

/** @param head what comes before the members; the request alone in an object takes over that of the object */
function chapter(section: Section, path: string, head = headOf(section, path)): string {
  if (section.kind === 'list') return chapter({ ...section.items, description: section.description }, `${path}[]`);
  const children = childSections(section);
  const [[name, request] = []] = children;
  if (request && sharesChapter(section, path)) return chapter(request, `${path}.${name}`, head);
  const body = section.kind === 'serviceConfig' ? requestText(section, path) : objectText(section, path);
  return [
    `${path.includes('.') ? '###' : '##'} \`${path}\``,
    ...head,
    body,
    ...children.map(([name, child]) => chapter(child, `${path}.${name}`)),
  ]
    .filter((text) => text !== '')
    .join('\n\n')
    .concat('\n');
}

/** Description and example. */
function headOf({ kind, description }: Section, path: string): readonly string[] {
  const place = path.replaceAll('[]', '');
  const example = EXAMPLES[path] ?? (path === `${place}[]` ? EXAMPLES[place] : undefined);
  return [
    kind === 'serviceConfig' ? '' : plain(description),
    example === undefined ? '' : `\`\`\`json\n${jsonText(example.shown)}\n\`\`\``,
  ];
}

/** Empty if the request in the next chapter says it all. */
function objectText(section: Section, path: string): string {
  if (section.kind !== 'object' || isRequestAlone(section)) return '';
  return memberTable(sectionMembers(section, path));
}

/** Whether an object has no member but its request. */
function isRequestAlone(section: Section): boolean {
  return section.kind === 'object' && Object.keys(section.members).join() === 'serviceConfig';
}

/** Whether an object inside another has no chapter but that of its request. */
function sharesChapter(section: Section, path: string): boolean {
  return path.includes('.') && isRequestAlone(section);
}

function requestText(section: ServiceConfigSection, path: string): string {
  const name = requestName(section);
  const own = Object.keys(section.own).filter((member) => !isLeaf(section.own[member]));
  const members = membersOf(definition(name)).map((member) =>
    own.includes(member.name) ? { ...member, type: `[object](#${anchor(join(path, member.name))})` } : member,
  );
  const supplied = Object.entries(section.supplied).map(([member, source]) => `\`${member}\` (${plain(source)})`);
  const request = `Members of \`${RESOURCE_TYPES[section.type].create}\`.`;
  return [
    supplied.length === 0
      ? request
      : `${request} Supplied by the workflow, and not allowed in the file: ${supplied.join(', ')}.`,
    ...(members.length === 0 ? [] : [memberTable(members)]),
  ].join('\n\n');
}

function sectionMembers({ members, required }: ObjectSection, path: string): readonly Member[] {
  return Object.entries(members).map(([name, section]) => ({
    name,
    required: required.includes(name),
    type: sectionType(name, section, path),
    // Durations are described once, in their chapter.
    description: section.kind === 'serviceConfig' || section.kind === 'duration' ? '' : section.description,
  }));
}

const LEAF_TYPES = {
  schedule: '[schedule](#schedules)',
  duration: '[duration](#durations)',
  tags: '[tags](#tags)',
  text: 'string',
  avroSchema: '[Avro schema](#avro-schemas)',
} as const;

function sectionType(name: string, section: Section, path: string): string {
  if (section.kind in LEAF_TYPES) return LEAF_TYPES[section.kind as keyof typeof LEAF_TYPES];
  const isDataset = path === 'datasets' && section.kind === 'object';
  const place = join(path, isDataset ? ANY_DATASET : section.kind === 'list' ? `${name}[]` : name);
  const shared = sharesChapter(section.kind === 'list' ? section.items : section, place);
  const type = section.kind === 'list' ? 'list' : 'object';
  return `[${type}](#${anchor(shared ? join(place, 'serviceConfig') : place)})`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Subsections with a chapter of their own. Datasets share one chapter. */
function childSections(section: Section): readonly (readonly [string, Section])[] {
  const members = section.kind === 'object' ? section.members : section.kind === 'serviceConfig' ? section.own : {};
  const datasets: readonly string[] = Object.values(DATASET_TYPES).map((info) => info.section);
  const isDatasets = datasets.every((name) => name in members);
  return Object.entries(members)
    .filter(([name, child]) => !isLeaf(child) && !(isDatasets && datasets.includes(name) && name !== ONE_DATASET))
    .map(([name, child]) => [isDatasets && name === ONE_DATASET ? ANY_DATASET : name, child] as const);
}

function isLeaf(section: Section | undefined): boolean {
  return section !== undefined && section.kind in LEAF_TYPES;
}

function* serviceConfigs(section: Section): Generator<ServiceConfigSection> {
  if (section.kind === 'serviceConfig') yield section;
  if (section.kind === 'list') yield* serviceConfigs(section.items);
  else for (const [, child] of childSections(section)) yield* serviceConfigs(child);
}

function requestName({ type }: ServiceConfigSection): string {
  return operationOf(RESOURCE_TYPES[type].create).input;
}
