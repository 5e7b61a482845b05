import { joinPointer, splitPointer } from './json-pointer';
import { isJsonObject, type JsonValue, member } from './json-value';
import type { PartsOf, Section, Sections } from './section';
import { PARAMETER_FILE } from './sections';

/**
 * The section at a JSON pointer into a parameter file. Undefined for unknown members, and for members of a `serviceConfig`
 * that have no section, because only Personalize's API describes them.
 */
export function sectionAt(pointer: string): Section | undefined {
  let section: Section | undefined = PARAMETER_FILE;
  for (const name of splitPointer(pointer)) {
    if (section === undefined) return undefined;
    section = section.kind === 'list' ? section.items : own(membersOf(section), name);
  }
  return section;
}

/** A section and all sections below it. */
export function* sectionsIn(section: Section): Generator<Section> {
  yield section;
  const below = section.kind === 'list' ? [section.items] : Object.values(membersOf(section));
  for (const each of below) yield* sectionsIn(each);
}

/** All values of the file whose section is of kind `kind`, each with its pointer. */
export function* sectionValues<Kind extends Section['kind']>(
  kind: Kind,
  value: JsonValue,
  section: Section = PARAMETER_FILE,
  pointer = '',
): Generator<{
  readonly pointer: string;
  readonly value: JsonValue;
  readonly section: Extract<Section, { readonly kind: Kind }>;
}> {
  if (section.kind === kind) yield { pointer, value, section: section as Extract<Section, { readonly kind: Kind }> };
  if (section.kind === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* sectionValues(kind, item, section.items, joinPointer(pointer, index));
    }
  }
  for (const [name, memberSection] of Object.entries(membersOf(section))) {
    const found = member(value, name);
    if (found !== undefined) yield* sectionValues(kind, found, memberSection, joinPointer(pointer, name));
  }
}

/**
 * The members and elements of a JSON value that have a section. A `serviceConfig` keeps all its members. A value that should be an
 * object but is not becomes an empty object. A value that should be a list but is not becomes an empty list. Leaves are not checked.
 */
export function partsOf<S extends Section>(section: S, value: JsonValue): PartsOf<S> {
  return parts(section, value) as PartsOf<S>;
}

function parts(section: Section, value: JsonValue): unknown {
  switch (section.kind) {
    case 'list':
      return Array.isArray(value) ? value.map((item) => parts(section.items, item)) : [];
    case 'object':
      return Object.fromEntries(
        Object.entries(section.members).flatMap(([name, memberSection]) => {
          const found = member(value, name);
          return found === undefined ? [] : [[name, parts(memberSection, found)]];
        }),
      );
    case 'serviceConfig':
      return isJsonObject(value) ? value : {};
    default:
      return value;
  }
}

/** Members that have a section of their own. */
function membersOf(section: Section): Sections {
  if (section.kind === 'object') return section.members;
  return section.kind === 'serviceConfig' ? section.own : {};
}

function own(sections: Sections, name: string): Section | undefined {
  return Object.hasOwn(sections, name) ? sections[name] : undefined;
}
