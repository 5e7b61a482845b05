import type { Role } from './role';

export const SCHEDULER_ROLE: Role = { service: 'scheduler.amazonaws.com', allows: ['states:StartExecution'] };
