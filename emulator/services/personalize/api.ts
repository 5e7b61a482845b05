import { OPERATIONS, operationOf, shapeOf as shapeOfApi } from '../../../lib/personalize/api-model';
import { contentOf } from '../../core/api/honoured';
import { type ApiModel, shapeName, shapeOf, structureOf } from '../../core/api/model';

/** The product's copy of the API model, in the form of the other services' models. */
export const API_MODEL: ApiModel = {
  operations: Object.fromEntries(OPERATIONS.map((name) => [name, operationOf(name)])),
  shapes: new Proxy({}, { get: (_target, name) => shapeOfApi(String(name)) }),
};

/** Returns all members. Those without an effect here are returned by describe operations, or refused with their value. */
export function everyMember(operation: string): readonly string[] {
  return Object.entries(structureOf(API_MODEL, operation, 'input').members).map(([name, member]) => {
    const { type } = contentOf(API_MODEL, shapeOf(API_MODEL, shapeName(member)));
    return type === 'structure' ? `${name}.*` : name;
  });
}
