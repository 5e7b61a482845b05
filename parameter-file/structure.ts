import { didYouMean } from './did-you-mean';
import { checkDuration } from './duration';
import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonValue } from './json-value';
import { type Finding, show } from './problem';
import { checkSchedule } from './schedule';
import { type ObjectSection, PARAMETER_FILE, type Section } from './sections';
import { checkServiceConfig, checkTags } from './service-config';

/** Checks a parsed file against the structure of the language: known and required members, types, request members. */
export function checkStructure(file: JsonValue): Finding[] {
  return [...checkSection(PARAMETER_FILE, file, '')];
}

function* checkSection(section: Section, value: JsonValue, pointer: string): Generator<Finding> {
  switch (section.kind) {
    case 'object':
      yield* checkObject(section, value, pointer);
      break;
    case 'list':
      if (!Array.isArray(value)) {
        yield typeFinding('list', value, pointer);
        return;
      }
      for (const [index, item] of value.entries()) {
        yield* checkSection(section.items, item, joinPointer(pointer, index));
      }
      break;
    case 'serviceConfig':
      yield* checkServiceConfig(section, value, pointer, checkSection);
      break;
    case 'tags':
      yield* checkTags(value, pointer);
      break;
    case 'schedule':
      yield* checkSchedule(value, pointer);
      break;
    case 'duration':
      yield* checkDuration(value, pointer);
      break;
    case 'text':
      if (typeof value !== 'string') yield typeFinding('string', value, pointer);
      break;
    case 'avroSchema':
      if (typeof value !== 'string' && !isJsonObject(value)) yield typeFinding('object', value, pointer);
      break;
  }
}

function* checkObject(section: ObjectSection, value: JsonValue, pointer: string): Generator<Finding> {
  if (!isJsonObject(value)) {
    yield typeFinding('object', value, pointer);
    return;
  }
  for (const name of section.required) {
    if (Object.hasOwn(value, name)) continue;
    yield {
      severity: 'error',
      path: joinPointer(pointer, name),
      value: undefined,
      rule: 'required-member',
      message: `"${name}" is missing in ${pointer || 'the file'}.`,
    };
  }
  for (const [name, element] of Object.entries(value)) {
    const path = joinPointer(pointer, name);
    const known = Object.hasOwn(section.members, name) ? section.members[name] : undefined;
    if (known && element !== undefined) yield* checkSection(known, element, path);
    if (known) continue;
    yield {
      severity: 'error',
      path,
      atKey: true,
      value: element,
      rule: 'unknown-member',
      message: `"${name}" is not known in ${pointer || 'the file'}; known are ${Object.keys(section.members).join(', ')}.`,
      hint: didYouMean(name, Object.keys(section.members)),
    };
  }
}

function typeFinding(expected: 'object' | 'list' | 'string', value: JsonValue, path: string): Finding {
  return {
    severity: 'error',
    path,
    value,
    rule: 'type',
    message: `${path || 'The file'} is ${show(value)}; it must be ${expected === 'object' ? 'an' : 'a'} ${expected}.`,
  };
}
