import { type ApiModel, type Shape, shapeName, shapeOf, structureOf } from '../../emulator/core/api/model';
import type { Random } from '../../emulator/core/random';
import type { Input } from '../../emulator/core/service';
import type { KnownTexts } from './known-texts';
import { HOSTILE, NAMES, SAMPLES, VALUES } from './samples';

/** Sources of the values in a request. */
export interface Generator {
  readonly model: ApiModel;
  readonly random: Random;
  readonly knownTexts: KnownTexts;
  /** Members that the emulated operation supports. Other optional members at the top level are seldom drawn. */
  readonly implemented: readonly string[];
}

/** Probability that a value is wrong on purpose. This probability is low, because a request has many values. */
const WRONG = 0.02;
const HOSTILE_TEXT = 0.02;
const OPTIONAL = 0.3;
/** Number of attempts to draw a text that has an allowed length and fits its pattern. */
const TRIES = 12;
/** Length that exceeds most limits. */
const HUGE = 20_000;
const DEEP = 200;

/**
 * Draws an input of an operation. Most members have valid values. Some required members are absent. Some members are unknown, of another
 * type, out of bounds or deeply nested.
 */
export function inputOf(generator: Generator, operation: string): Input {
  const { random, model } = generator;
  const value = generate(generator, structureOf(model, operation, 'input'), 'input', 0);
  const input = (typeof value === 'object' && !Array.isArray(value) ? value : {}) as Record<string, unknown>;
  return random.float() < WRONG
    ? { ...input, [pick(random, ['NoSuchMember', '__proto__x', ''])]: nested(DEEP) }
    : input;
}

function generate(generator: Generator, shape: Shape, name: string, depth: number): unknown {
  const { random, model } = generator;
  if (depth > 0 && random.float() < WRONG) return wrong(random);
  const ready = VALUES[name];
  if (ready !== undefined && shape.type === 'map' && random.float() < 0.7) return pick(random, ready);
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).filter(([member]) => {
        const isRequired = shape.required?.includes(member) ?? false;
        const isKnown =
          depth > 0 || generator.implemented.some((path) => path === member || path.startsWith(`${member}.`));
        return isRequired ? random.float() > WRONG : random.float() < (isKnown ? OPTIONAL / (depth + 1) : WRONG);
      });
      return Object.fromEntries(
        members.map(([member, of]) => [member, generate(generator, shapeOf(model, shapeName(of)), member, depth + 1)]),
      );
    }
    case 'list':
      return Array.from({ length: sizeOf(random, shape, depth) }, () =>
        generate(generator, shapeOf(model, shape.member), name, depth + 1),
      );
    case 'map':
      return Object.fromEntries(
        Array.from({ length: sizeOf(random, shape, depth) }, () => [
          textOf(generator, shapeOf(model, shape.key), name),
          generate(generator, shapeOf(model, shape.value), name, depth + 1),
        ]),
      );
    case 'string':
    case 'blob':
      return textOf(generator, shape, name);
    case 'boolean':
      return random.float() < 0.5;
    case 'timestamp':
      return pick(random, [0, 1_767_600_000, 1_767_600_000.5, -1, 1e15]);
    default: {
      const { min = 0, max = 1000 } = shape;
      return pick(random, [
        min,
        max,
        min + 1,
        random.integer(0, 100),
        ...(random.float() < 0.1 ? [min - 1, max + 1, 0.5] : []),
      ]);
    }
  }
}

function sizeOf(
  random: Random,
  { min = 0, max = 3 }: { readonly min?: number; readonly max?: number },
  depth: number,
): number {
  if (random.float() < WRONG) return Math.min(max + 1, 1100);
  return Math.min(Math.max(min, random.integer(0, depth > 6 ? 0 : 2)), 1000);
}

function textOf({ random, knownTexts }: Generator, shape: Shape, name: string): string {
  if (random.float() < HOSTILE_TEXT) return random.float() < 0.1 ? 'x'.repeat(HUGE) : pick(random, HOSTILE);
  if (shape.type === 'string' && shape.enum !== undefined) return pick(random, shape.enum);
  const samples = SAMPLES[name] ?? [];
  const known = knownTexts.of(name);
  const others = random.float() < 0.9 && known.length > 0 ? known : NAMES;
  const texts = samples.length > 0 && random.float() < 0.8 ? samples : others;
  const drawn = Array.from({ length: TRIES }, () => pick(random, texts));
  return drawn.find((text) => fits(shape, text)) ?? pick(random, texts);
}

function fits(shape: Shape, text: string): boolean {
  if (shape.type !== 'string') return true;
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape;
  if (text.length < min || text.length > max) return false;
  return pattern === undefined || expressionOf(pattern).test(text);
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(`^(?:${pattern.replaceAll(/\\p\{[A-Z]\w*\}/gi, '\\w')})$`);
  expressions.set(pattern, known);
  return known;
}

function wrong(random: Random): unknown {
  return pick(random, [null, 0, -1, 1e308, true, '', 'text', [], {}, [[]], { a: null }, nested(DEEP)]);
}

function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { M: value };
  return value;
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.integer(0, values.length - 1)] as T;
}
