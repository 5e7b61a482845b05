import type { ApiModel } from '../../core/api/model';
import MODEL from './api-model.json';

export const API_MODEL = MODEL as unknown as ApiModel;
