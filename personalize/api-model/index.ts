export { memberNames, OPERATIONS, type Operation, operationOf, type Shape, shapeOf } from './model';
export { wholePattern } from './patterns';
